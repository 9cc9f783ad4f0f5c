import type { Outside } from '#domain/outside';
import { backoff } from '#sync/backoff';
import type { Result } from '#sync/result';

/** What the schedule needs to know of a run that has ended. */
export interface Ended {
  readonly outcome: Result;
  /** Whether something still waits to be sent. */
  readonly waiting: boolean;
}

/** After a save: so that three fields saved at once make one request. */
export const SAVE_MS = 300;
const WAITING_MS = 30_000;
const QUIET_MS = 300_000;
const REFUSALS: readonly Result['is'][] = ['sign_in', 'not_allowed', 'device_revoked'];

/**
 * When to talk to the server: when asked, then again after a while.
 *
 * One run at a time; being asked in the middle of one means another after it. Being refused as a person
 * (signed out, device revoked) stops everything until `resume`, or until a run by hand is refused no more.
 */
export class Schedule {
  readonly #outside: Outside;
  readonly #run: () => Promise<Ended>;
  #cancel: (() => void) | null = null;
  #due = Number.POSITIVE_INFINITY;
  #running: Promise<void> | null = null;
  #asked = false;
  #failures = 0;
  /** Until when the server, asked by everybody at once, wants to be left alone. */
  #leftAlone = 0;
  #paused = false;
  /** The person came back during a run, whose refusal may be older than that. */
  #isBack = false;
  #stopped = false;

  constructor(outside: Outside, run: () => Promise<Ended>) {
    this.#outside = outside;
    this.#run = run;
  }

  /** Something has happened that makes success likelier or more wanted: forgets the failures and runs soon. */
  wake(ms = 0): void {
    this.#failures = 0;
    this.#plan(ms);
  }

  /** The server has news; where it asked this phone to wait, they come when that is over. */
  nudge(): void {
    if (this.#outside.now() >= this.#leftAlone) this.wake();
  }

  /** Runs now and resolves when the run has ended. */
  now(): Promise<void> {
    this.#failures = 0;
    this.#cancelPlan();
    this.#asked = this.#running !== null;
    this.#running ??= this.#go();
    return this.#running;
  }

  /** The person has signed in again. */
  resume(): void {
    this.#paused = false;
    this.#isBack = true;
    this.wake();
  }

  /** Ends for good; a run that is on its way ends by itself. */
  stop(): void {
    this.#stopped = true;
    this.#cancelPlan();
  }

  async #go(): Promise<void> {
    let ended: Ended;
    do {
      this.#asked = false;
      this.#isBack = false;
      ended = await this.#run();
    } while (this.#isBack || (this.#asked && ended.outcome.is === 'ok'));
    this.#running = null;
    this.#next(ended);
  }

  #next({ outcome, waiting }: Ended): void {
    this.#paused = REFUSALS.includes(outcome.is);
    if (this.#paused) return;
    if (outcome.is === 'ok') {
      this.#failures = this.#leftAlone = 0;
      this.#plan(waiting ? WAITING_MS : QUIET_MS);
    } else {
      // On top of what the server asks for: it asks everybody for the same, and chance keeps them apart.
      const apart = backoff(this.#failures++, this.#outside.random());
      const wait = 'afterMs' in outcome ? outcome.afterMs + apart : 0;
      this.#leftAlone = this.#outside.now() + wait;
      this.#plan(wait || apart);
    }
  }

  #plan(ms: number): void {
    if (this.#stopped || this.#paused) return;
    if (this.#running !== null) {
      this.#asked = true;
      return;
    }
    const now = this.#outside.now();
    const due = now + ms;
    // What should have been by now was planned by another clock: this one has been set since.
    if (this.#cancel !== null && this.#due >= now && this.#due <= due) return;
    this.#cancelPlan();
    this.#due = due;
    this.#cancel = this.#outside.after(ms, () => {
      this.#cancel = null;
      this.#running ??= this.#go();
    });
  }

  #cancelPlan(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
