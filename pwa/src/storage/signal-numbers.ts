import type { Outside } from '#domain/outside';

/**
 * The numbers of one device's signals. They only rise, also when the database is emptied: the server tells by them
 * what came first, and a visit's finish under a lower number than its start would not end it.
 */
export class SignalNumbers {
  readonly #outside: Outside;
  readonly #name: string;
  #last = 0;

  /** `database` is the one that the signals belong into. */
  constructor(outside: Outside, database: string) {
    this.#outside = outside;
    this.#name = `${database}:last-signal`;
  }

  /** Gives the next number, noted apart from the database before it is used; `kept` is the last known there, or 0. */
  next(kept: number): number {
    const after = Math.max(kept, this.#last, this.#noted()) + 1;
    // An emptied database may have given out more than was noted, but not as many as the clock has milliseconds.
    this.#last = kept > 0 ? after : Math.max(after, Math.floor(this.#outside.now()));
    this.#outside.marks?.write(this.#name, String(this.#last));
    return this.#last;
  }

  #noted(): number {
    const noted = Number(this.#outside.marks?.read(this.#name));
    return Number.isSafeInteger(noted) ? noted : 0;
  }
}
