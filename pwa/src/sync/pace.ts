import { MOST_CHANGES } from '#domain/protocol';
import type { Patience } from '#sync/patience';

/** What to do about a request that failed as a whole. */
export type Remedy = 'again' | 'give_up';

/** Why a change cannot be sent at all. */
export type Fault = 'too_large' | 'broken';

/**
 * How many changes go into the next request, and how one that breaks the server is found.
 *
 * A batch that is too large is halved. One change that is too large, and a batch that meets an error twice, are
 * followed by a request without any change: if that fails too, the change is not at fault and nothing is parked; if
 * not, the batch is halved until the one change is alone. A busy server, and one that does not answer in time, is
 * asked again later, as often as `patience` has it; then the same is done.
 */
export class Pace {
  size = MOST_CHANGES;
  /** Whether to send and not to fetch. */
  sendOnly: boolean;
  #failures = 0;
  #suspects = 0;
  #fault: Fault = 'broken';
  #hunting = false;
  #outOfOrder = 0;
  #comparisons = 0;

  readonly #patience: Patience;

  constructor(patience: Patience, sendOnly = false) {
    this.#patience = patience;
    this.sendOnly = sendOnly;
  }

  /** Whether what the server has lost was sent again in this run. */
  get resent(): boolean {
    return this.#outOfOrder > 0;
  }

  /** The request was too large with `sent` changes: so the server says, or anybody on the way to it. */
  tooLarge(sent: number): Remedy {
    if (sent === 0) return 'give_up';
    if (sent === 1) this.#suspect(sent, 'too_large');
    else this.size = Math.floor(sent / 2);
    return 'again';
  }

  /** The server fell over with `sent` changes. */
  failed(sent: number): Remedy {
    if (sent === 0) return 'give_up';
    this.#failures += 1;
    if (this.#failures >= 2) this.#suspect(sent, 'broken');
    return 'again';
  }

  /** The server was too busy for these changes, or did not answer in time; `first` is the first of them. */
  unanswered(sent: number, first: string | null): Remedy {
    if (first === null) {
      this.#patience.renew();
      return 'give_up';
    }
    this.#hunting ||= this.#patience.isOver(first);
    if (!this.#hunting) return 'give_up';
    this.#suspect(sent, 'broken');
    return 'again';
  }

  /** The server answered. Gives what is wrong with the next change where it is the one that is at fault. */
  answered(): Fault | null {
    this.#failures = 0;
    if (this.#suspects === 0) return null;
    const alone = this.#suspects === 1;
    this.size = alone ? MOST_CHANGES : Math.floor(this.#suspects / 2);
    this.#suspects = 0;
    return alone ? this.#fault : null;
  }

  /** Asks next without any change whether the server answers at all. */
  #suspect(sent: number, fault: Fault): void {
    this.#suspects = sent;
    this.#fault = fault;
    this.size = 0;
  }

  /** The server asks to be compared with. Says whether to do so: more than once in one run is a fault. */
  compare(): boolean {
    this.#comparisons += 1;
    return this.#comparisons <= 1;
  }

  /** The server did not take the numbers. Says whether to try once more: twice in one run is a fault. */
  outOfOrder(): boolean {
    this.#outOfOrder += 1;
    return this.#outOfOrder <= 2;
  }
}
