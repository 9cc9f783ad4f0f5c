import { type ReadonlySignal, signal } from '@preact/signals';
import { type Board, SILENT_MS } from '#domain/board';
import { offsetOf } from '#domain/clock';
import type { Outside } from '#domain/outside';
import { fetchBoard } from '#remote/board';
import type { Outcome } from '#remote/request';

const TICK_MS = 1_000;
const OFTEN_MS = 5_000;
const SELDOM_MS = 30_000;
/** Longer than an attentive board is without an answer while all is well. */
const LATE_MS = 15_000;

/** The board as it was last heard, and when that was by this device's clock. */
export interface Heard {
  readonly board: Board;
  readonly at: number;
  /** How far the server's clock is ahead. */
  readonly offset: number;
}

/**
 * Keeps asking how the watch stands, and counts down meanwhile.
 *
 * What it has not heard it does not believe: after a minute without an answer it is stale.
 */
export class Watch {
  readonly heard = signal<Heard | null>(null);
  /** What came of asking last, where that was no board. */
  readonly failing = signal<Exclude<Outcome<Board>['is'], 'ok'> | null>(null);
  /** What this device's clock shows, each second. */
  readonly clock: ReadonlySignal<number>;
  readonly began: number;
  readonly #outside: Outside;
  readonly #attended: () => boolean;
  readonly #clock = signal(0);
  readonly #ends: (() => void)[];
  #asking = false;
  #askAgain = false;
  #asked = 0;
  #closed = false;
  #cancel = () => {};

  /** `attended` says whether somebody watches here: only then does it ask often, and say that somebody is there. */
  constructor(outside: Outside, attended: () => boolean) {
    this.#outside = outside;
    this.#attended = attended;
    this.clock = this.#clock;
    this.began = outside.now();
    const ask = () => void this.ask();
    this.#ends = [outside.on('online', ask), outside.on('shown', ask)];
    this.#tick();
  }

  /** Asks now; where an answer is on its way already, asks once more after it. */
  async ask(): Promise<void> {
    this.#askAgain = this.#asking;
    if (this.#asking || this.#closed) return;
    this.#asking = true;
    try {
      do {
        this.#askAgain = false;
        await this.#askOnce();
      } while (this.#askAgain && !this.#closed);
    } finally {
      this.#asking = false;
    }
  }

  /** Takes in a part of the board that came with another answer. */
  amend(change: (board: Board) => Board): void {
    const heard = this.heard.peek();
    if (heard !== null) this.heard.value = { ...heard, board: change(heard.board) };
  }

  /** What time it is by the server's clock, in milliseconds. */
  serverTime(): number {
    return this.#clock.value + (this.heard.value?.offset ?? 0);
  }

  /**
   * Whether what is shown is too old to go by.
   *
   * A sleeping laptop or a clock that was set makes everything look old, so a question must have failed too.
   */
  isStale(): boolean {
    return this.failing.value !== null && this.#silentFor() > SILENT_MS;
  }

  /**
   * Whether an answer is on its way that may change everything: this device has slept, or its clock was set.
   *
   * Its own count waits for that answer, or for the question to fail.
   */
  isCatchingUp(): boolean {
    return this.failing.value === null && this.#silentFor() > LATE_MS;
  }

  /** Asks no more. */
  close(): void {
    this.#closed = true;
    this.#cancel();
    for (const end of this.#ends) end();
  }

  async #askOnce(): Promise<void> {
    const sent = this.#outside.now();
    this.#asked = sent;
    const outcome = await fetchBoard(this.#outside, this.#attended());
    if (this.#closed) return;
    const got = this.#outside.now();
    this.#clock.value = got;
    if (outcome.is !== 'ok') {
      this.failing.value = outcome.is;
      return;
    }
    this.failing.value = null;
    this.heard.value = { board: outcome.body, at: got, offset: offsetOf(outcome.body.now, sent, got) };
  }

  #tick(): void {
    const now = this.#outside.now();
    this.#clock.value = now;
    if (Math.abs(now - this.#asked) >= (this.#attended() ? OFTEN_MS : SELDOM_MS)) void this.ask();
    this.#cancel = this.#outside.after(TICK_MS, () => this.#tick());
  }

  #silentFor(): number {
    return Math.abs(this.#clock.value - (this.heard.value?.at ?? this.began));
  }
}
