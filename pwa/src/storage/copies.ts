import type { Files } from '#domain/outside';
import type { Change, Entry } from '#domain/record';
import { existsHereOnly, needsAttention } from '#domain/replay';
import { type Draft, turnOf } from '#storage/drafts';
import { scopeOf } from '#storage/forgetting';
import { openAll, seal } from '#storage/seal';

/** A change as it lies in its copy. */
export interface Copy {
  readonly change: Change;
  readonly order: number;
}

/** Whether there is a second copy of everything: `absent` where the browser cannot have one. */
export type SecondCopy = 'unknown' | 'kept' | 'absent' | 'failed';

interface Place {
  readonly folder: string;
  readonly name: string;
}

/**
 * A second copy of what exists only on this phone, apart from the database: one file for each change and each
 * draft, so that two tabs never write the same one. It is written after they were saved, and nobody waits for it.
 */
export class Copies {
  readonly #files: Files | null;
  readonly #folder: string;
  /** Apart from the changes: an app that knows of no drafts would take them for some. */
  readonly #drafts: string;
  readonly #told: (state: SecondCopy) => void;
  /** What waits for its turn, null to be removed: of what is written often, only the newest. */
  readonly #newest = new Map<string, unknown>();
  /** What could not be read or written, with how to try once more. */
  readonly #failing = new Map<string, () => void>();
  /** What could be read of each file that was listed last; null where it made no sense. */
  #found = new Map<string, Draft | Copy | null>();
  /** The changes whose copy this tab has written or found, true, or let go of. */
  readonly #copied = new Map<string, boolean>();
  #compared = false;
  #working: Promise<void> = Promise.resolve();

  constructor(files: Files | null, database: string, told: (state: SecondCopy) => void) {
    this.#files = files;
    this.#folder = database.replaceAll(':', '-');
    this.#drafts = `${this.#folder}-drafts`;
    this.#told = told;
    this.#tell();
  }

  /** Copies what was saved. */
  keep(entries: readonly Entry[]): void {
    for (const { change, order } of entries) {
      this.#copied.set(change.id, true);
      this.#write(this.#placeOf(change.id), { change, order });
    }
  }

  /** Lets go of the copies of what the server has, or nobody needs. */
  drop(ids: readonly string[]): void {
    for (const id of ids) {
      this.#copied.set(id, false);
      this.#write(this.#placeOf(id), null);
    }
  }

  /** Lets go of the copies of what the server has said that it has. */
  heard({ left, marked }: { readonly left: readonly string[]; readonly marked: readonly Entry[] }): void {
    const arrived = marked.filter((entry) => !existsHereOnly(entry));
    this.drop([...left, ...arrived.map(({ change }) => change.id)]);
  }

  /**
   * Agrees with the disk on what exists only here: another tab may have heard that the server has what this one has
   * copied, and what was let go of may have to be said again to a server that has lost it.
   */
  agree(entries: readonly Entry[]): void {
    const here = new Map(entries.map((entry) => [entry.change.id, entry]));
    for (const [id, isThere] of [...this.#copied]) {
      const entry = here.get(id);
      if (isThere && entry === undefined) this.drop([id]);
      else if (!isThere && entry !== undefined) this.keep([entry]);
    }
  }

  /** Copies a draft that was kept. */
  keepDraft(draft: Draft): void {
    this.#write(this.#placeOfDraft(draft.key), draft);
  }

  /** Lets go of the copy of a draft. */
  dropDraft(key: string): void {
    this.#write(this.#placeOfDraft(key), null);
  }

  /**
   * Copies what the database has and the files that were read before it have not, or have older, and lets go of
   * drafts that are no more. Until then nobody can say that there is a second copy of everything.
   */
  compare(entries: readonly Entry[], drafts: readonly Draft[]): void {
    const lacks = (place: Place) => !this.#found.get(pathOf(place));
    this.keep(entries.filter(({ change }) => lacks(this.#placeOf(change.id))));
    const kept = new Map(drafts.map((draft) => [pathOf(this.#placeOfDraft(draft.key)), draft]));
    for (const [path, draft] of kept) {
      const copy = this.#found.get(path) as Draft | null | undefined;
      if (!copy || turnOf(copy) < turnOf(draft)) this.keepDraft(draft);
    }
    const start = pathOf({ folder: this.#drafts, name: '' });
    for (const path of this.#found.keys()) {
      const over = path.startsWith(start) && !kept.has(path);
      if (over) this.#write({ folder: this.#drafts, name: path.slice(start.length) }, null);
    }
    this.#working = this.#working.then(() => {
      this.#compared = true;
      this.#tell();
    });
  }

  /** Copies anew what waits for its writer about these, which others' words were taken out of. */
  forget(scopes: readonly string[], entries: readonly Entry[]): void {
    // What there was no room for may have been just that.
    for (const [path, again] of [...this.#failing]) if (!this.#newest.has(path)) again();
    this.keep(entries.filter((entry) => needsAttention(entry) && scopes.includes(scopeOf(entry.change))));
  }

  /** Resolves once everything that was asked for is done. */
  settled(): Promise<void> {
    return this.#working;
  }

  /** Every copy that can be read: the changes in the order in which they were saved, and the drafts. */
  async read(): Promise<{ changes: Copy[]; drafts: Draft[] }> {
    await this.#working;
    this.#found = new Map();
    const [changes, drafts] = await Promise.all([
      this.#readAll<Copy>(this.#folder),
      this.#readAll<Draft>(this.#drafts),
    ]);
    for (const { change } of changes) this.#copied.set(change.id, true);
    return { changes: changes.sort((one, other) => one.order - other.order), drafts };
  }

  async #readAll<T extends Copy | Draft>(folder: string): Promise<T[]> {
    const files = this.#files;
    if (files === null) return [];
    const names = await files.list(folder).catch(() => this.#fail(folder));
    const found = await Promise.all(names.map((name) => this.#open<T>(files, { folder, name })));
    return found.flat();
  }

  async #open<T extends Copy | Draft>(files: Files, { folder, name }: Place): Promise<T[]> {
    const path = pathOf({ folder, name });
    this.#found.set(path, null);
    try {
      const bytes = await files.read(folder, name);
      // It is gone by now, or a write that was never finished left it empty.
      if (bytes === null || bytes.length === 0) return [];
      const [copy] = await openAll<T>([bytes]);
      if (copy === undefined) return [];
      this.#found.set(path, copy);
      return [copy];
    } catch {
      return this.#fail(path);
    }
  }

  #write(place: Place, thing: unknown): void {
    const files = this.#files;
    if (files === null) return;
    const path = pathOf(place);
    const waits = this.#newest.has(path);
    this.#newest.set(path, thing);
    if (waits) return;
    this.#working = this.#working.then(async () => {
      const newest = this.#newest.get(path);
      this.#newest.delete(path);
      try {
        if (newest === null) await files.remove(place.folder, place.name);
        else await files.write(place.folder, place.name, await seal(newest));
        this.#failing.delete(path);
      } catch {
        this.#failing.set(path, () => this.#write(place, newest));
      }
      this.#tell();
    });
  }

  #fail(what: string): [] {
    this.#failing.set(what, () => undefined);
    this.#tell();
    return [];
  }

  #tell(): void {
    if (this.#files === null) this.#told('absent');
    else if (this.#failing.size > 0) this.#told('failed');
    else this.#told(this.#compared ? 'kept' : 'unknown');
  }

  #placeOf(id: string): Place {
    return { folder: this.#folder, name: id };
  }

  #placeOfDraft(key: string): Place {
    return { folder: this.#drafts, name: encodeURIComponent(key) };
  }
}

const pathOf = ({ folder, name }: Place) => `${folder}/${name}`;
