import { joined } from '#domain/join';
import type { Database } from '#storage/database';
import { type Draft, exchangeDraft, type Kept, readKept, sealDraft, turnOf } from '#storage/drafts';
import type { Sealed } from '#storage/schema';

/** The drafts on the disk, as far as this tab knows them: whatever else is found there, another window has written. */
export class DraftDisk {
  readonly #db: Database;
  // First what was found there, then what was sent there since: it may or may not have come to lie there.
  readonly #known = new Map<string, readonly (Kept | null)[]>();

  constructor(db: Database) {
    this.#db = db;
  }

  read(): Promise<Kept[]> {
    return readKept(this.#db);
  }

  /** Says what lies there now; null where nothing does. */
  know(key: string, kept: Kept | null): void {
    const known = this.#of(key);
    this.#known.set(key, [kept, ...known.slice(Math.max(1, known.indexOf(kept) + 1))]);
  }

  /** Learns what lies there of the drafts that are shown, and of others; gives the keys of those that do. */
  learn(shown: readonly Draft[], found: readonly Kept[]): Set<string> {
    for (const { key } of shown) this.know(key, null);
    for (const kept of found) this.know(kept.draft.key, kept);
    return new Set(found.map(({ draft }) => draft.key));
  }

  isKnown(key: string, found: Sealed | undefined): boolean {
    return found === undefined || this.#of(key).some((one) => one !== null && isSame(one.bytes, found.bytes));
  }

  /** The draft on top of which this tab has typed; null where there was none. */
  base(key: string): Draft | null {
    return this.#of(key)[0]?.draft ?? null;
  }

  /** Writes a draft if it is wanted by then, and gives what another window has written in its place. */
  async write(draft: Draft, isWanted: () => boolean, atOnce: boolean): Promise<Kept | undefined> {
    const row = await sealDraft(draft);
    const kept = { draft, bytes: row.bytes };
    this.#known.set(draft.key, [...this.#of(draft.key), kept]);
    let isWritten = false;
    const ask = () => {
      isWritten = isWanted();
      return isWritten;
    };
    const theirs = await this.#exchange(draft.key, row, ask, atOnce);
    if (isWritten && theirs === undefined) this.know(draft.key, kept);
    return theirs;
  }

  /** Takes a draft away, and gives what another window has written in its place. */
  async remove(key: string, atOnce: boolean): Promise<Kept | undefined> {
    const theirs = await this.#exchange(key, null, () => true, atOnce);
    if (theirs === undefined) this.know(key, null);
    return theirs;
  }

  /** Joins what was typed here with what another window has written in the place of what was known. */
  join(mine: Draft, theirs: Draft, now: number): Draft {
    const [own, other] = [turnOf(mine), turnOf(theirs)];
    const data = joined(this.base(mine.key)?.data ?? {}, mine.data, theirs.data, own > other);
    return { ...mine, data, savedAt: new Date(now).toISOString(), turn: Math.max(now, own + 1, other + 1) };
  }

  #exchange(
    key: string,
    row: Sealed | null,
    isWanted: () => boolean,
    atOnce: boolean,
  ): Promise<Kept | undefined> {
    const isKnown = (found: Sealed | undefined) => this.isKnown(key, found);
    return exchangeDraft(this.#db, key, row, { isWanted, isKnown, atOnce });
  }

  #of(key: string): readonly (Kept | null)[] {
    return this.#known.get(key) ?? [null];
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
