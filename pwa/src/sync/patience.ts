import { PAGE_ROWS } from '#domain/protocol';
import { isLate, type Result } from '#sync/result';

/** So often a request may find no answer before the changes in it are suspected. */
const TIMES = 4;

/**
 * How often in a row the same changes found a server that was too busy, or did not answer in time; and how long an
 * answer may be, so that it comes in time over this network.
 *
 * It outlives a run: between two tries the phone waits as it does after every failure.
 */
export class Patience {
  #first: string | null = null;
  #times = 0;
  #rows = PAGE_ROWS;

  /** So many records may come with the next answer. */
  get rows(): number {
    return this.#rows;
  }

  /** The answer came, or did not in time: the next may be twice as long, or a quarter. */
  learn(outcome: Result): void {
    if (outcome.is === 'ok') this.#rows = Math.min(PAGE_ROWS, this.#rows * 2);
    else if (isLate(outcome)) this.#rows = Math.ceil(this.#rows / 4);
  }

  /** Counts one more try of the changes that begin with `first`; tells whether there were enough of them. */
  isOver(first: string): boolean {
    this.#times = first === this.#first ? this.#times + 1 : 1;
    this.#first = first;
    return this.#times >= TIMES;
  }

  /** The server is busy as a whole, whatever it is asked: no change is to blame. */
  renew(): void {
    this.#times = 0;
  }
}
