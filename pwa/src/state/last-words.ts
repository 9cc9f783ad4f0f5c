import { same } from '#domain/canonical';
import { afterForgetting } from '#domain/draft';
import type { Marks } from '#domain/outside';
import { type Draft, type Kept, turnOf } from '#storage/drafts';

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
  /** What this page has noted, or taken over. */
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
    const others = this.read().filter((noted) => !this.#own.includes(idOf(noted)));
    this.#own = drafts.map(idOf);
    this.#marks?.write(this.#name, JSON.stringify([...others, ...drafts]));
  }

  /** Forgets what this page has noted under a key. */
  forget(key: string): void {
    const noted = this.read();
    const left = noted.filter((one) => one.key !== key || !this.#own.includes(idOf(one)));
    if (left.length < noted.length) this.#marks?.write(this.#name, JSON.stringify(left));
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
   * to the disk. It waits where something under its key is typed or saved here (`isBusy`), or is noted before it.
   */
  take(disk: readonly Kept[], isBusy: (key: string) => boolean): readonly Noted[] {
    const isThere = ({ key, data }: Noted) =>
      disk.some(({ draft }) => draft.key === key && same(draft.data, data));
    const noted = this.read();
    const news = noted.filter((one) => !isBusy(one.key) && !isThere(one));
    const first = news.filter(({ key }, i) => news.findIndex((one) => one.key === key) === i);
    this.#own = [...this.#own, ...[...noted.filter(isThere), ...first].map(idOf)];
    return first;
  }
}

function idOf(draft: Draft): string {
  return `${draft.key} ${turnOf(draft)}`;
}

function isDraft(thing: unknown): thing is Noted {
  const { key, form, savedAt, data } = Object(thing) as Partial<Draft>;
  return [key, form, savedAt].every((text) => typeof text === 'string') && typeof data === 'object';
}
