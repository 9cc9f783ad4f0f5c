import { MOST_CHANGES } from '#domain/protocol';

/** What to do about a request that failed as a whole. */
export type Remedy = 'again' | 'park' | 'give_up';

/**
 * How many changes go into the next request, and how one that breaks the server is found.
 *
 * A batch that is too large is halved. One that meets an error twice is followed by a request without any
 * change: if that fails too, the server is at fault and nothing is parked; if not, the batch is halved until
 * the one change is alone.
 */
export class Pace {
  size = MOST_CHANGES;
  /** Whether to send and not to fetch. */
  sendOnly: boolean;
  #failures = 0;
  #suspects = 0;
  #outOfOrder = 0;
  #comparisons = 0;

  constructor(sendOnly = false) {
    this.sendOnly = sendOnly;
  }

  /** Whether what the server has lost was sent again in this run. */
  get resent(): boolean {
    return this.#outOfOrder > 0;
  }

  /** The request was too large with `sent` changes. */
  tooLarge(sent: number): Remedy {
    if (sent === 0) return 'give_up';
    if (sent === 1) return 'park';
    this.size = Math.floor(sent / 2);
    return 'again';
  }

  /** The server fell over with `sent` changes. */
  failed(sent: number): Remedy {
    if (sent === 0) return 'give_up';
    this.#failures += 1;
    if (this.#failures < 2) return 'again';
    this.#suspects = sent;
    this.size = 0;
    return 'again';
  }

  /** The server answered. Says whether the next change must be the one that it cannot answer for. */
  answered(): Remedy {
    this.#failures = 0;
    if (this.#suspects === 0) return 'again';
    const alone = this.#suspects === 1;
    this.size = alone ? MOST_CHANGES : Math.floor(this.#suspects / 2);
    this.#suspects = 0;
    return alone ? 'park' : 'again';
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
