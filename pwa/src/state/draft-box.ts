import { type ReadonlySignal, signal } from '@preact/signals';
import { same } from '#domain/canonical';
import { afterForgetting } from '#domain/draft';
import type { Outside } from '#domain/outside';
import { DraftDisk } from '#state/draft-disk';
import { Elsewhere } from '#state/elsewhere';
import { LastWords } from '#state/last-words';
import type { Copies } from '#storage/copies';
import type { Database } from '#storage/database';
import { type Draft, type Kept, turnOf } from '#storage/drafts';
import { noteCount } from '#storage/noted';
import type { Finishing } from '#storage/outbox';

/** Half of the second that is promised, so that the disk has the other half. */
const KEEP_MS = 500;

/** Whom the drafts tell, and whom they ask. */
interface Around {
  /** The disk did not take a draft; it is kept in memory, and tried again. */
  failed(error: unknown): void;
  /** Resolves once a disk that was emptied has again what is known here. */
  restored(): Promise<void>;
  /** Something has changed on the disk that other windows show; `finished` is what was saved or thrown away. */
  changed(finished?: string): void;
}

/** What is being typed. Kept within a second, and at once when the page is hidden: it may never be shown again. */
export class DraftBox {
  readonly #outside: Outside;
  readonly #database: string;
  readonly #copies: Copies;
  readonly #around: Around;
  readonly #pending = new Map<string, Draft>();
  /** What is not on the disk yet, as it was typed last. */
  readonly #unwritten = new Map<string, Draft>();
  readonly #disk: DraftDisk;
  readonly #lastWords: LastWords;
  readonly #all = signal<readonly Draft[]>([]);
  readonly all: ReadonlySignal<readonly Draft[]> = this.#all;
  readonly elsewhere = new Elsewhere();
  /** The drafts whose words are being saved, each with what was typed under its key since that began. */
  readonly #finished = new Map<string, Draft | null>();
  #finishing: Finishing | null = null;
  #cancel: (() => void) | null = null;
  #forgotten: ReadonlySet<string> = new Set();
  /** Rises with each change of this tab's own, and with the news of others: what was read before is older. */
  #changed = 0;
  // Everything that was begun. Nothing waits for it before it begins: a page that goes away ends all waiting.
  #writing: Promise<unknown> = Promise.resolve();

  constructor(outside: Outside, db: Database, copies: Copies, around: Around) {
    this.#outside = outside;
    this.#database = db.name;
    this.#disk = new DraftDisk(db);
    this.#copies = copies;
    this.#around = around;
    this.#lastWords = new LastWords(outside.marks, db.name);
  }

  /** Reads what was kept, by whichever tab; another has said what it has `finished`. Never throws. */
  look(finished = ''): Promise<void> {
    this.elsewhere.name(finished);
    this.#changed += 1;
    return this.load().catch((error: unknown) => this.#around.failed(error));
  }

  /** Reads what was kept, by whichever tab. */
  async load(): Promise<void> {
    for (;;) {
      // A form that is left and opened again at once must find its last words too.
      await this.flush();
      this.#note();
      const before = this.#changed;
      const found = await this.#disk.read();
      // What a browser has emptied meanwhile is written anew, and looked at again.
      await this.#around.restored();
      if (before !== this.#changed) continue;
      this.#find(found);
      if (this.#takeLastWords(found)) continue;
      this.#note();
      return;
    }
  }

  /** The draft as it was typed last, as far as is known here: what is typed is shown among `all` half a second later. */
  latest(key: string): Draft | undefined {
    const shown = this.#all.value.find((draft) => draft.key === key);
    return this.#pending.get(key) ?? shown;
  }

  /** Keeps what stands in a form now. */
  keep(key: string, form: string, client: string | null, data: Record<string, unknown>): void {
    const now = this.#outside.now();
    const before = this.latest(key);
    const turn = before === undefined ? now : Math.max(now, turnOf(before) + 1);
    const draft = { key, form, client, data: { ...data }, savedAt: new Date(now).toISOString(), turn };
    this.#put(draft);
    this.elsewhere.begin(key);
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
    this.#lastWords.strip(this.#forgotten);
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
    const noted = this.#lastWords.read().map(({ base: _, ...draft }) => draft);
    for (const draft of [...copied, ...noted, ...this.#all.value]) {
      const other = newest.get(draft.key);
      if (other === undefined || turnOf(other) <= turnOf(draft)) newest.set(draft.key, draft);
    }
    return [...newest.values()];
  }

  /** Keeps everything before a page that goes away is gone. Never throws. */
  async hide(): Promise<void> {
    this.#note();
    await this.flush(true);
    this.#note();
  }

  /** The draft whose words are being saved by whoever is called just now. */
  get finishing(): Finishing | null {
    return this.#finishing;
  }

  /**
   * Runs what saves the words of a draft. What it saves before it waits for anything takes the draft out in that
   * write. A draft whose words could not be saved stays, and so does what was typed meanwhile, in any window.
   */
  async finish<T>(key: string, save: () => Promise<T>): Promise<T> {
    const saving = this.latest(key);
    this.#finished.set(key, null);
    try {
      const saved = await this.#during(key, save);
      const since = this.#finished.get(key) ?? null;
      // A box that loses the focus may say once more what stands in it.
      if (since === null || same(since.data, saving?.data)) {
        // They are saved: whoever heard that they are not would save them once more.
        await this.drop(key, false).catch((error: unknown) => this.#around.failed(error));
      } else {
        // Saving may have taken it off the disk with the words that it saved.
        this.#put(since);
        await this.flush();
      }
      return saved;
    } catch (error) {
      const kept = this.latest(key);
      if (kept !== undefined) this.#put(kept);
      this.#flushSoon();
      throw error;
    } finally {
      this.#finished.delete(key);
    }
  }

  /** Throws a draft away; what another window has typed meanwhile stays one. `atOnce` for a page that may be left. */
  async drop(key: string, atOnce = true): Promise<void> {
    this.#changed += 1;
    if (this.#finished.has(key)) this.#finished.set(key, null);
    this.#pending.delete(key);
    this.#unwritten.delete(key);
    this.#lastWords.forget(key);
    this.#setAll(this.#all.value.filter((draft) => draft.key !== key));
    this.#copies.dropDraft(key);
    const theirs = await this.#disk.remove(key, atOnce);
    this.#changed += 1;
    if (theirs !== undefined) await this.#join(theirs);
    this.#around.changed(key);
  }

  /** Writes what has not been written; `atOnce` for a page that goes away. Never throws. */
  async flush(atOnce = false): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const kept = [...this.#pending.values()];
    this.#pending.clear();
    if (kept.length > 0) {
      this.#changed += 1;
      this.#show(kept, this.#all.value);
    }
    this.#writing = Promise.all([this.#writing, ...kept.map((draft) => this.#write(draft, atOnce))]);
    // What is written may have to be joined with what another window has written, and written again.
    for (let writing: unknown = null; writing !== this.#writing; await writing) writing = this.#writing;
  }

  /** Only until the call returns, not until its promise does: what others save meanwhile is not of this draft. */
  #during<T>(key: string, save: () => Promise<T>): Promise<T> {
    this.#finishing = { key, isKnown: (found) => this.#disk.isKnown(key, found) };
    try {
      return save();
    } finally {
      this.#finishing = null;
    }
  }

  #put(typed: Draft): void {
    const draft = this.#kept(typed);
    this.#pending.set(draft.key, draft);
    this.#unwritten.set(draft.key, draft);
  }

  #kept(draft: Draft): Draft {
    return afterForgetting(draft, this.#forgotten);
  }

  /** Shows what lies on the disk, but for what is being typed or saved here: that was typed without having seen it. */
  #find(found: readonly Kept[]): void {
    const isOurs = ({ key }: Draft) => this.#pending.has(key) || this.#finished.has(key);
    const [ours, shown] = [this.#all.value.filter(isOurs), this.#all.value.filter((one) => !isOurs(one))];
    const theirs = found.filter(({ draft }) => !isOurs(draft));
    this.elsewhere.look(shown, this.#disk.learn(shown, theirs));
    this.#show([...this.#pending.values()], [...ours, ...theirs.map(({ draft }) => draft)]);
  }

  /** Takes up what a page noted that had no time to write it; tells whether there was any. */
  #takeLastWords(found: readonly Kept[]): boolean {
    const news = this.#lastWords.take(found, (key) => this.#unwritten.has(key) || this.#finished.has(key));
    for (const { base, ...draft } of news) {
      // What has come to lie there since is to be joined with it: so nothing is known of that.
      this.#disk.know(draft.key, base ? { draft: base, bytes: new Uint8Array() } : null);
      this.#put(draft);
    }
    return news.length > 0;
  }

  #note(): void {
    const noted = [...this.#unwritten.values()].map((draft) => {
      const base = this.#disk.base(draft.key);
      return { ...draft, base: base && this.#kept(base) };
    });
    this.#lastWords.note(noted);
  }

  /** Never throws. A draft that was saved, thrown away or typed further since it asked for its turn is not written. */
  async #write(draft: Draft, atOnce: boolean): Promise<void> {
    const isSaved = () => this.#finished.has(draft.key) && this.#finished.get(draft.key) !== draft;
    const isWanted = () => this.#all.value.includes(draft) && !isSaved();
    try {
      const theirs = await this.#disk.write(draft, isWanted, atOnce);
      // Whoever waits for this write waits for that one too; a save takes along what is joined, so it comes first.
      if (theirs !== undefined) return void (atOnce || !isSaved() ? this.#join(theirs) : null);
      this.#around.changed();
      if (isWanted()) this.#copies.keepDraft(draft);
      // What is being saved may not be on the disk until that is done.
      if (!isSaved() && this.#unwritten.get(draft.key) === draft) this.#unwritten.delete(draft.key);
    } catch (error) {
      this.#around.failed(error);
      if (isWanted() && !this.#pending.has(draft.key)) this.#put(draft);
      this.#flushSoon();
    }
  }

  /** Joins what another window has written with what was typed here without having seen it. */
  #join(theirs: Kept): Promise<void> {
    const { key } = theirs.draft;
    const isSaving = this.#finished.has(key);
    const mine = isSaving ? this.#finished.get(key) : this.latest(key);
    const draft = mine ? this.#disk.join(mine, theirs.draft, this.#outside.now()) : theirs.draft;
    this.#disk.know(key, theirs);
    this.#put(draft);
    if (isSaving) this.#finished.set(key, this.#pending.get(key) ?? null);
    return this.flush();
  }

  /** Shows what was just typed in place of what was kept before. */
  #show(typed: readonly Draft[], before: readonly Draft[]): void {
    const keys = new Set(typed.map((draft) => draft.key));
    this.#setAll([...typed.toReversed(), ...before.filter((draft) => !keys.has(draft.key))]);
  }

  #setAll(drafts: readonly Draft[]): void {
    this.#all.value = drafts;
    noteCount(this.#outside, this.#database, 'drafts', drafts.length);
  }

  #flushSoon(): void {
    this.#cancel ??= this.#outside.after(KEEP_MS, () => void this.flush());
  }
}
