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
  readonly #failed: (error: unknown) => void;
  readonly #pending = new Map<string, Draft>();
  readonly #all = signal<readonly Draft[]>([]);
  readonly all: ReadonlySignal<readonly Draft[]> = this.#all;
  #cancel: (() => void) | null = null;
  // Everything that was begun. Nothing waits for it before it begins: a page that goes away ends all waiting.
  #writing: Promise<unknown> = Promise.resolve();

  /** `failed` is told when the disk did not take a draft; it is kept in memory, and tried again. */
  constructor(outside: Outside, db: Database, failed: (error: unknown) => void) {
    this.#outside = outside;
    this.#db = db;
    this.#failed = failed;
  }

  /** Reads what was kept, by whichever tab. */
  async load(): Promise<void> {
    this.#all.value = await readDrafts(this.#db);
  }

  /** The draft as it was last typed. */
  async find(key: string): Promise<Draft | null> {
    // A form that is left and opened again at once must find its last words too.
    await this.flush();
    return this.#all.value.find((draft) => draft.key === key) ?? null;
  }

  /** Keeps what stands in a form now. */
  keep(key: string, form: string, client: string | null, data: Record<string, unknown>): void {
    const savedAt = new Date(this.#outside.now()).toISOString();
    this.#pending.set(key, { key, form, client, data: { ...data }, savedAt });
    this.#flushSoon();
  }

  /** Throws a draft away. */
  async drop(key: string): Promise<void> {
    this.#pending.delete(key);
    this.#all.value = this.#all.value.filter((draft) => draft.key !== key);
    await deleteDraft(this.#db, key);
  }

  /** Writes at once what has not been written. Never throws. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const kept = [...this.#pending.values()];
    this.#pending.clear();
    const keys = new Set(kept.map((draft) => draft.key));
    if (kept.length > 0) {
      this.#all.value = [...kept.reverse(), ...this.#all.value.filter((draft) => !keys.has(draft.key))];
    }
    this.#writing = Promise.all([this.#writing, ...kept.map((draft) => this.#write(draft))]);
    await this.#writing;
  }

  /** Never throws. A draft that was thrown away, or typed further, since its turn was asked for is not written. */
  async #write(draft: Draft): Promise<void> {
    const isWanted = () => this.#all.value.includes(draft);
    try {
      await putDraft(this.#db, draft, isWanted);
    } catch (error) {
      this.#failed(error);
      if (isWanted() && !this.#pending.has(draft.key)) this.#pending.set(draft.key, draft);
      this.#flushSoon();
    }
  }

  #flushSoon(): void {
    this.#cancel ??= this.#outside.after(KEEP_MS, () => void this.flush());
  }
}
