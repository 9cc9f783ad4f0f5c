import { type ReadonlySignal, signal } from '@preact/signals';
import { same } from '#domain/canonical';
import { isAbout, ownWords } from '#domain/draft';
import type { Outside } from '#domain/outside';
import { LastWords } from '#state/last-words';
import type { Copies } from '#storage/copies';
import type { Database } from '#storage/database';
import { type Draft, deleteDraft, putDraft, readDrafts, turnOf } from '#storage/drafts';
import { noteCount } from '#storage/noted';

/** Half of the second that is promised, so that the disk has the other half. */
const KEEP_MS = 500;

/** What is being typed. Kept within a second, and at once when the page is hidden: it may never be shown again. */
export class DraftBox {
  readonly #outside: Outside;
  readonly #db: Database;
  readonly #copies: Copies;
  readonly #failed: (error: unknown) => void;
  readonly #restored: () => Promise<void>;
  readonly #pending = new Map<string, Draft>();
  /** What is not on the disk yet, as it was typed last. */
  readonly #unwritten = new Map<string, Draft>();
  readonly #lastWords: LastWords;
  readonly #all = signal<readonly Draft[]>([]);
  readonly all: ReadonlySignal<readonly Draft[]> = this.#all;
  /** The drafts whose words are being saved, each with what was typed under its key since that began. */
  readonly #finished = new Map<string, Draft | null>();
  #finishing: string | null = null;
  #cancel: (() => void) | null = null;
  #forgotten: ReadonlySet<string> = new Set();
  /** Rises with each change of this tab's own. */
  #changed = 0;
  // Everything that was begun. Nothing waits for it before it begins: a page that goes away ends all waiting.
  #writing: Promise<unknown> = Promise.resolve();

  /**
   * `failed` is told when the disk did not take a draft; it is kept in memory, and tried again. `restored` resolves
   * once a disk that was emptied has again what is known here.
   */
  constructor(
    outside: Outside,
    db: Database,
    copies: Copies,
    failed: (error: unknown) => void,
    restored: () => Promise<void>,
  ) {
    this.#outside = outside;
    this.#db = db;
    this.#copies = copies;
    this.#lastWords = new LastWords(outside.marks, db.name);
    this.#failed = failed;
    this.#restored = restored;
  }

  /** Reads what was kept, by whichever tab. */
  async load(): Promise<void> {
    await this.#restored();
    for (;;) {
      // A form that is left and opened again at once must find its last words too.
      await this.flush();
      const before = this.#changed;
      const found = await readDrafts(this.#db);
      if (before !== this.#changed || this.#takeLastWords(found)) continue;
      this.#show([...this.#pending.values()], found);
      return;
    }
  }

  /** The draft as it was last typed, in whichever tab: whoever began it anew would write over it. */
  async find(key: string): Promise<Draft | null> {
    await this.load().catch((error: unknown) => this.#failed(error));
    return this.#shown(key) ?? null;
  }

  /** Keeps what stands in a form now. */
  keep(key: string, form: string, client: string | null, data: Record<string, unknown>): void {
    const now = this.#outside.now();
    const before = this.#pending.get(key) ?? this.#shown(key);
    const turn = before === undefined ? now : Math.max(now, turnOf(before) + 1);
    const draft = { key, form, client, data: { ...data }, savedAt: new Date(now).toISOString(), turn };
    this.#put(draft);
    if (this.#finished.has(key)) this.#finished.set(key, draft);
    this.#flushSoon();
  }

  /** Keeps of these clients, and records about nobody, what is typed, and no more what was shown of them. */
  forget(scopes: readonly string[]): void {
    this.#forgotten = new Set(scopes);
    const older = this.#all.value.filter((draft) => !this.#pending.has(draft.key));
    const told = [...older.toReversed(), ...this.#pending.values()].filter((one) => this.#kept(one) !== one);
    for (const draft of told) {
      // Put anew at the end: they stay in their order.
      this.#pending.delete(draft.key);
      this.#put(draft);
    }
    if (told.length > 0) void this.flush();
  }

  /** Writes everything anew that is known here: the disk has lost it. */
  keepAll(): Promise<void> {
    for (const draft of this.#all.value) if (!this.#pending.has(draft.key)) this.#put(draft);
    return this.flush();
  }

  /** The drafts that are known apart from the database, each as it was typed last. */
  apart(copied: readonly Draft[]): Draft[] {
    const newest = new Map<string, Draft>();
    for (const draft of [...copied, ...this.#lastWords.read(), ...this.#all.value]) {
      const other = newest.get(draft.key);
      if (other === undefined || turnOf(other) <= turnOf(draft)) newest.set(draft.key, draft);
    }
    return [...newest.values()];
  }

  /** Keeps everything before a page that goes away is gone. Never throws. */
  async hide(): Promise<void> {
    this.#note();
    await this.flush();
    this.#note();
  }

  /** The draft whose words are being saved by whoever is called just now. */
  get finishing(): string | null {
    return this.#finishing;
  }

  /**
   * Runs what saves the words of a draft. What it saves before it waits for anything takes the draft out in the same
   * write, so that no dead battery leaves both. A draft whose words could not be saved stays, and so does what was
   * typed while they were being saved: they are not among them.
   */
  async finish<T>(key: string, save: () => Promise<T>): Promise<T> {
    const saving = this.#pending.get(key) ?? this.#shown(key);
    this.#finished.set(key, null);
    try {
      const saved = await this.#during(key, save);
      const since = this.#finished.get(key) ?? null;
      // A box that loses the focus may say once more what stands in it.
      if (since === null || same(since.data, saving?.data)) await this.drop(key);
      else {
        // Saving may have taken it off the disk with the words that it saved.
        this.#put(since);
        await this.flush();
      }
      return saved;
    } catch (error) {
      const kept = this.#shown(key);
      if (kept !== undefined && !this.#pending.has(key)) this.#put(kept);
      this.#flushSoon();
      throw error;
    } finally {
      this.#finished.delete(key);
    }
  }

  /** Throws a draft away. */
  async drop(key: string): Promise<void> {
    this.#changed += 1;
    if (this.#finished.has(key)) this.#finished.set(key, null);
    this.#pending.delete(key);
    this.#unwritten.delete(key);
    this.#lastWords.forget(key);
    this.#setAll(this.#all.value.filter((draft) => draft.key !== key));
    this.#copies.dropDraft(key);
    await deleteDraft(this.#db, key);
    this.#changed += 1;
  }

  /** Writes at once what has not been written. Never throws. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const kept = [...this.#pending.values()];
    this.#pending.clear();
    if (kept.length > 0) {
      this.#changed += 1;
      this.#show(kept, this.#all.value);
    }
    this.#writing = Promise.all([this.#writing, ...kept.map((draft) => this.#write(draft))]);
    await this.#writing;
  }

  /** Only until the call returns, not until its promise does: what others save meanwhile is not of this draft. */
  #during<T>(key: string, save: () => Promise<T>): Promise<T> {
    this.#finishing = key;
    try {
      return save();
    } finally {
      this.#finishing = null;
    }
  }

  #shown(key: string): Draft | undefined {
    return this.#all.value.find((draft) => draft.key === key);
  }

  #put(typed: Draft): void {
    const draft = this.#kept(typed);
    this.#pending.set(draft.key, draft);
    this.#unwritten.set(draft.key, draft);
  }

  #kept(draft: Draft): Draft {
    return isAbout(draft, this.#forgotten) ? ownWords(draft) : draft;
  }

  /** Takes up what a page noted that had no time to write it; tells whether there was any. */
  #takeLastWords(found: readonly Draft[]): boolean {
    const isNews = (noted: Draft) =>
      !this.#unwritten.has(noted.key) &&
      !found.some((one) => one.key === noted.key && turnOf(one) >= turnOf(noted));
    const news = this.#lastWords.take().filter(isNews);
    for (const draft of news) this.#put(draft);
    if (news.length === 0) this.#note();
    return news.length > 0;
  }

  #note(): void {
    this.#lastWords.note([...this.#unwritten.values()]);
  }

  /** Never throws. A draft that was saved, thrown away or typed further since it asked for its turn is not written. */
  async #write(draft: Draft): Promise<void> {
    const isSaved = () => this.#finished.has(draft.key) && this.#finished.get(draft.key) !== draft;
    const isWanted = () => this.#all.value.includes(draft) && !isSaved();
    try {
      await putDraft(this.#db, draft, isWanted);
      if (isWanted()) this.#copies.keepDraft(draft);
      if (this.#unwritten.get(draft.key) === draft) this.#unwritten.delete(draft.key);
    } catch (error) {
      this.#failed(error);
      if (isWanted() && !this.#pending.has(draft.key)) this.#put(draft);
      this.#flushSoon();
    }
  }

  /** Shows what was just typed in place of what was kept before. */
  #show(typed: readonly Draft[], before: readonly Draft[]): void {
    const keys = new Set(typed.map((draft) => draft.key));
    this.#setAll([...typed.toReversed(), ...before.filter((draft) => !keys.has(draft.key))]);
  }

  #setAll(drafts: readonly Draft[]): void {
    this.#all.value = drafts;
    noteCount(this.#outside, this.#db.name, 'drafts', drafts.length);
  }

  #flushSoon(): void {
    this.#cancel ??= this.#outside.after(KEEP_MS, () => void this.flush());
  }
}
