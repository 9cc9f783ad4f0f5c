import { same } from '#domain/canonical';
import { afterForgetting } from '#domain/draft';
import type { Marks } from '#domain/outside';
import type { Draft, Kept } from '#storage/drafts';

/** A draft that may not be on the disk, with the one on top of which it was typed. */
export interface Noted extends Draft {
  /** Absent in what an earlier version of the app has noted. */
  readonly base?: Draft | null;
}

/**
 * What was typed in the moment before a page went away, noted where nothing has to be waited for.
 *
 * A page that goes away hands its last write to the database, and a browser may give that up.
 */
export class LastWords {
  readonly #marks: Marks | null;
  readonly #name: string;
  #own: readonly string[] = [];

  /** `database` is the one that the drafts belong into. */
  constructor(marks: Marks | null, database: string) {
    this.#marks = marks;
    this.#name = `${database}:last-words`;
  }

  /** What is noted, by whichever page. */
  read(): readonly Noted[] {
    try {
      const noted: unknown = JSON.parse(this.#marks?.read(this.#name) || '[]');
      return Array.isArray(noted) ? noted.filter(isDraft) : [];
    } catch {
      return [];
    }
  }

  /** Notes these in the place of what this page had noted, and leaves alone what others have. */
  note(drafts: readonly Noted[]): void {
    if (drafts.length === 0 && this.#own.length === 0) return;
    const keys = drafts.map(({ key }) => key);
    const others = this.read().filter(({ key }) => ![...keys, ...this.#own].includes(key));
    this.#own = keys;
    this.#marks?.write(this.#name, JSON.stringify([...others, ...drafts]));
  }

  /** Forgets what this page has noted under a key. */
  forget(key: string): void {
    if (!this.#own.includes(key)) return;
    this.#own = this.#own.filter((own) => own !== key);
    this.#marks?.write(this.#name, JSON.stringify(this.read().filter((noted) => noted.key !== key)));
  }

  /** Takes what forms had shown of these out of all that is noted, by whichever page; what was typed stays. */
  strip(scopes: ReadonlySet<string>): void {
    const noted = scopes.size === 0 ? [] : this.read();
    const left = noted.map(({ base, ...draft }) => ({
      ...afterForgetting(draft, scopes),
      base: base && afterForgetting(base, scopes),
    }));
    if (!same(noted, left)) this.#marks?.write(this.#name, JSON.stringify(left));
  }

  /**
   * Takes over what others have noted: from now on it is this page's to note, or to forget. Gives what of it is news
   * to the disk and to what is `typed` here.
   */
  take(disk: readonly Kept[], typed: ReadonlyMap<string, Draft>): readonly Noted[] {
    const noted = this.read();
    this.#own = [...new Set([...this.#own, ...noted.map(({ key }) => key)])];
    const isThere = ({ key, data }: Noted) =>
      disk.some(({ draft }) => draft.key === key && same(draft.data, data));
    return noted.filter((one) => !typed.has(one.key) && !isThere(one));
  }
}

function isDraft(thing: unknown): thing is Noted {
  const { key, form, savedAt, data } = Object(thing) as Partial<Draft>;
  return [key, form, savedAt].every((text) => typeof text === 'string') && typeof data === 'object';
}
