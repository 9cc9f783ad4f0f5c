/** So often a request may find no answer before the changes in it are suspected. */
const TIMES = 4;

/**
 * How often in a row the same changes found a server that was too busy, or did not answer in time.
 *
 * It outlives a run: between two tries the phone waits as it does after every failure.
 */
export class Patience {
  #first: string | null = null;
  #times = 0;

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
