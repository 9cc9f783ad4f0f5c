import { type ReadonlySignal, signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import type { Database } from '#storage/database';
import { type Draft, deleteDraft, putDraft, readDrafts } from '#storage/drafts';

/** Half of the second that is promised, so that the disk has the other half. */
const KEEP_MS = 500;

/** What is being typed. Kept within a second, and at once when the page is hidden: it may never be shown again. */
export class DraftBox {
  readonly #outside: Outside;
  readonly #db: Database;
  readonly #pending = new Map<string, Draft>();
  readonly #all = signal<readonly Draft[]>([]);
  readonly all: ReadonlySignal<readonly Draft[]> = this.#all;
  #cancel: (() => void) | null = null;
  // Writes follow one another, so that a draft that was thrown away cannot come back.
  #writing: Promise<void> = Promise.resolve();

  constructor(outside: Outside, db: Database) {
    this.#outside = outside;
    this.#db = db;
  }

  /** Reads what was kept, by whichever tab. */
  async load(): Promise<void> {
    this.#all.value = await readDrafts(this.#db);
  }

  /** The draft as it was last typed. */
  async find(key: string): Promise<Draft | null> {
    await this.#writing;
    return this.#all.value.find((draft) => draft.key === key) ?? null;
  }

  /** Keeps what stands in a form now. */
  keep(key: string, form: string, client: string | null, data: Record<string, unknown>): void {
    const savedAt = new Date(this.#outside.now()).toISOString();
    this.#pending.set(key, { key, form, client, data: { ...data }, savedAt });
    this.#cancel ??= this.#outside.after(KEEP_MS, () => void this.flush());
  }

  /** Throws a draft away. */
  async drop(key: string): Promise<void> {
    this.#pending.delete(key);
    this.#all.value = this.#all.value.filter((draft) => draft.key !== key);
    await this.#after(() => deleteDraft(this.#db, key));
  }

  /** Writes at once what has not been written. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const kept = [...this.#pending.values()];
    this.#pending.clear();
    if (kept.length === 0) return this.#writing;
    const keys = new Set(kept.map((draft) => draft.key));
    this.#all.value = [...kept.reverse(), ...this.#all.value.filter((draft) => !keys.has(draft.key))];
    await this.#after(async () => {
      for (const draft of kept) await putDraft(this.#db, draft);
    });
  }

  #after(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work);
    this.#writing = done.catch(() => undefined);
    return done;
  }
}
