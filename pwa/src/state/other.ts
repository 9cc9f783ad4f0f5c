import { type ReadonlySignal, signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { needsAttention } from '#domain/replay';
import { LastWords } from '#state/last-words';
import { Copies } from '#storage/copies';
import { Database } from '#storage/database';
import { keysOfDrafts } from '#storage/drafts';
import { readOutbox } from '#storage/outbox';
import { databaseOf } from '#storage/people';
import { alone } from '#sync/alone';
import { handIn } from '#sync/hand-in';
import { Patience } from '#sync/patience';
import { type Ended, Schedule } from '#sync/schedule';

/** What somebody has written that exists only on this phone. */
export interface Left {
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  /** They have to sign in before it can be sent. */
  readonly waitsForThem: boolean;
  /** What the server did not take: it waits for its writer. */
  readonly refused: number;
  readonly drafts: number;
}

/** Somebody who has worked on this phone and is not at work now: what they left unsent is sent, as theirs. */
export class Other {
  readonly person: Person;
  readonly #left = signal<Left | null>(null);
  /** Null until it has been looked at. */
  readonly left: ReadonlySignal<Left | null> = this.#left;
  readonly #outside: Outside;
  readonly #db: Database;
  readonly #copies: Copies;
  readonly #schedule: Schedule;
  readonly #end: () => void;
  readonly #patience = new Patience();
  #closed = false;

  constructor(outside: Outside, person: Person) {
    this.person = person;
    this.#outside = outside;
    this.#db = new Database(outside, databaseOf(person));
    this.#copies = new Copies(outside.files, this.#db.name, () => undefined);
    this.#schedule = new Schedule(outside, () => this.#handIn());
    this.#end = outside.on('online', () => this.#schedule.wake());
    this.#schedule.wake();
  }

  /** Stops sending; what is on the disk stays there. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#schedule.stop();
    this.#end();
    await this.#db.close();
  }

  async #handIn(): Promise<Ended> {
    const ended = await this.#send().catch((): Ended => ({ outcome: { is: 'offline' }, waiting: true }));
    await this.#count(ended.outcome.is === 'sign_in').catch(() => undefined);
    return ended;
  }

  async #send(): Promise<Ended> {
    await this.#count(false);
    const outcome = await alone(this.#outside, `${this.#db.name}:sync`, () =>
      handIn({
        outside: this.#outside,
        db: this.#db,
        person: this.person.id,
        patience: this.#patience,
        stopped: () => this.#closed,
        heard: ({ left }) => this.#copies.drop(left),
      }),
    );
    return { outcome, waiting: false };
  }

  async #count(signInFirst: boolean): Promise<void> {
    const outbox = await readOutbox(this.#db);
    const waiting = outbox.filter((entry) => entry.state === 'waiting');
    // What was typed in a page's last moment becomes a draft when they next open the app.
    const lastWords = new LastWords(this.#outside.marks, this.#db.name).read().map(({ key }) => key);
    this.#left.value = {
      unsent: waiting.length,
      oldestUnsent: waiting.map((entry) => entry.change.at).sort()[0] ?? null,
      waitsForThem: signInFirst && waiting.length > 0,
      refused: outbox.filter(needsAttention).length,
      drafts: new Set([...(await keysOfDrafts(this.#db)), ...lastWords]).size,
    };
  }
}
