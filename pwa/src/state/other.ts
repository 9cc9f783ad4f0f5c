import { type ReadonlySignal, signal } from '@preact/signals';
import { isAbout } from '#domain/draft';
import type { Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { needsAttention } from '#domain/replay';
import { LastWords } from '#state/last-words';
import { lostWith } from '#state/problems';
import { Copies } from '#storage/copies';
import { Database } from '#storage/database';
import { keysOfDrafts, readDrafts } from '#storage/drafts';
import { scopeOf } from '#storage/forgetting';
import { readMeta } from '#storage/meta';
import { type Counted, notedCount, notedMark, noteMark } from '#storage/noted';
import { readOutbox } from '#storage/outbox';
import { prepare } from '#storage/recovery';
import { unparkChanges } from '#storage/sequence';
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
  /** What existed only here and is no more: the browser emptied the database, and the person has not read that yet. */
  readonly missing: number;
}

/**
 * Somebody who has worked on this phone and is not at work now: what they left unsent is sent, as theirs. `person`
 * is null where only their work is known: who they are is known again when they sign in.
 */
export class Other {
  readonly person: Person | null;
  readonly #left = signal<Left | null>(null);
  /** Null until it has been looked at. */
  readonly left: ReadonlySignal<Left | null> = this.#left;
  readonly #outside: Outside;
  readonly #db: Database;
  readonly #copies: Copies;
  readonly #schedule: Schedule;
  readonly #end: () => void;
  readonly #patience = new Patience();
  /** What was set aside is tried again when the app starts, and on another network. */
  #tryParked = true;
  #closed = false;

  constructor(outside: Outside, database: string, person: Person | null) {
    this.person = person;
    this.#outside = outside;
    this.#db = new Database(outside, database);
    this.#copies = new Copies(outside.files, this.#db.name, () => undefined);
    this.#schedule = new Schedule(outside, () => this.#handIn());
    this.#end = outside.on('online', () => {
      this.#tryParked = true;
      this.#schedule.wake();
    });
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
    await this.#restore();
    if (this.#tryParked) await unparkChanges(this.#db);
    this.#tryParked = false;
    await this.#count(false);
    const outcome = await alone(this.#outside, `${this.#db.name}:sync`, () =>
      handIn({
        outside: this.#outside,
        db: this.#db,
        person: this.#db.name.split(':').at(-1) ?? '',
        patience: this.#patience,
        stopped: () => this.#closed,
        heard: (applied) => this.#copies.heard(applied),
      }),
    );
    await this.#forget();
    return { outcome, waiting: false };
  }

  /** A browser can have emptied their database: what has a second copy is put back, and waits there for them. */
  async #restore(): Promise<void> {
    const outside = this.#outside;
    const { device } = await this.#db.read(['meta'], readMeta);
    if (device !== null) return;
    const mark = notedMark(outside, this.#db.name);
    const copied = await this.#copies.read();
    if (mark === null && copied.changes.length + copied.drafts.length === 0) return;
    const count = (what: Counted) => notedCount(outside, this.#db.name, what);
    const noted = { drafts: count('drafts'), signals: count('waiting-signals') };
    await prepare(this.#db, outside.id(), mark, { ...copied, noted }, new Date(outside.now()).toISOString());
  }

  /** Lets what lies beside the database forget too who is to be forgotten: it keeps what was typed. */
  async #forget(): Promise<void> {
    const { forgotten } = await this.#db.read(['meta'], readMeta);
    const scopes = new Set(forgotten);
    if (scopes.size === 0) return;
    new LastWords(this.#outside.marks, this.#db.name).strip(scopes);
    // On the disk they have been stripped already.
    for (const draft of await readDrafts(this.#db)) if (isAbout(draft, scopes)) this.#copies.keepDraft(draft);
    const outbox = await readOutbox(this.#db);
    this.#copies.keep(outbox.filter((entry) => needsAttention(entry) && scopes.has(scopeOf(entry.change))));
  }

  async #count(signInFirst: boolean): Promise<void> {
    const outbox = await readOutbox(this.#db);
    const { device, seq, loss } = await this.#db.read(['meta'], readMeta);
    const waiting = outbox.filter((entry) => entry.state === 'waiting');
    // What was typed in a page's last moment becomes a draft when they next open the app.
    const lastWords = new LastWords(this.#outside.marks, this.#db.name).read().map(({ key }) => key);
    const refused = outbox.filter(needsAttention).length;
    this.#left.value = {
      unsent: waiting.length,
      oldestUnsent: waiting.map((entry) => entry.change.at).sort()[0] ?? null,
      waitsForThem: signInFirst && waiting.length > 0,
      refused,
      drafts: new Set([...(await keysOfDrafts(this.#db)), ...lastWords]).size,
      missing: lostWith(loss),
    };
    if (device === null) return;
    noteMark(this.#outside, this.#db.name, null, { device, seq, unsent: waiting.length + refused });
  }
}
