import type { Files } from '#domain/outside';
import type { Change, Entry } from '#domain/record';
import { openAll, seal } from '#storage/seal';

/** A change as it lies in its copy. */
export interface Copy {
  readonly change: Change;
  readonly order: number;
}

/**
 * A second copy of what exists only on this phone, apart from the database: one file for each change, so that
 * two tabs never write the same one. It is written after the change was saved, and nobody waits for it.
 */
export class Copies {
  readonly #files: Files | null;
  readonly #folder: string;
  readonly #told: (state: 'kept' | 'absent' | 'failed') => void;
  #working: Promise<void> = Promise.resolve();

  /** `told` hears whether there is a second copy: `absent` where the browser cannot have one. */
  constructor(files: Files | null, database: string, told: (state: 'kept' | 'absent' | 'failed') => void) {
    this.#files = files ?? null;
    this.#folder = database.replaceAll(':', '-');
    this.#told = told;
    told(this.#files === null ? 'absent' : 'kept');
  }

  /** Copies what was saved. */
  keep(entries: readonly Entry[]): void {
    for (const { change, order } of entries) {
      this.#then(async (files) => files.write(this.#folder, change.id, await seal({ change, order })));
    }
  }

  /** Lets go of the copies of what the server has, or nobody needs. */
  drop(ids: readonly string[]): void {
    for (const id of ids) this.#then((files) => files.remove(this.#folder, id));
  }

  /** Resolves once everything that was asked for is done. */
  settled(): Promise<void> {
    return this.#working;
  }

  /** Every copy that can be read, in the order in which they were saved. */
  async read(): Promise<Copy[]> {
    const files = this.#files;
    if (files === null) return [];
    const nothing = () => {
      this.#told('failed');
      return [];
    };
    const names = await files.list(this.#folder).catch(nothing);
    const found = await Promise.all(names.map((name) => this.#open(files, name).catch(nothing)));
    return found.flat().sort((one, other) => one.order - other.order);
  }

  async #open(files: Files, name: string): Promise<Copy[]> {
    const bytes = await files.read(this.#folder, name);
    // It is gone by now, or a write that was never finished left it empty.
    if (bytes === null || bytes.length === 0) return [];
    return openAll<Copy>([bytes]);
  }

  #then(work: (files: Files) => Promise<void>): void {
    const files = this.#files;
    if (files === null) return;
    this.#working = this.#working.then(() => work(files)).catch(() => this.#told('failed'));
  }
}
