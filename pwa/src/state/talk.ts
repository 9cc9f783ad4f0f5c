import type { Signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { BUILD } from '#domain/protocol';
import { fetchDeviceToken } from '#remote/device-token';
import { readSession } from '#remote/session';
import type { Database } from '#storage/database';
import { keepToken, readToken } from '#storage/device-token';
import { putMeta, readMeta } from '#storage/meta';
import { countWaiting } from '#storage/outbox';
import { updatePerson } from '#storage/people';
import { unparkChanges } from '#storage/sequence';
import { compare, isComparisonDue, nextComparison } from '#sync/compare';
import type { Desk } from '#sync/desk';
import { synchronise } from '#sync/engine';
import { handIn } from '#sync/hand-in';
import { Patience } from '#sync/patience';
import type { Result } from '#sync/result';
import { tellViews } from '#sync/tell-views';

/** One person's talk with the server: what is said in one run, and who may speak. */
export class Talk {
  /** Whether the cookie is known to be this person's: nobody's work is sent as somebody else's. */
  verified = false;
  /** What was set aside is tried again when the app starts, on another network and when the person asks. */
  tryParked = false;
  /** A comparison was asked for; it runs with the next talk. */
  wantCompare = false;
  /** Whether the cookie was refused at the last try, and what waits goes in with the phone's own token. */
  handsIn = false;
  closed = false;
  /** Whether the server has answered the phone's own token since the cookie was refused. */
  #hasAsked = false;
  readonly #outside: Outside;
  readonly #person: Person;
  readonly #db: Database;
  readonly #comparing: Signal<boolean>;
  readonly #heard: Desk['heard'];
  readonly #patience = new Patience();

  constructor(
    outside: Outside,
    person: Person,
    db: Database,
    comparing: Signal<boolean>,
    heard: Desk['heard'],
  ) {
    this.#outside = outside;
    this.#person = person;
    this.#db = db;
    this.#comparing = comparing;
    this.#heard = heard;
  }

  /** Sends, fetches and, when it is time, compares. Whose cookie is refused hands in what waits all the same. */
  async run(): Promise<Result> {
    const result = await this.#asOneself();
    if (result.is !== 'sign_in') this.#hasAsked = false;
    this.handsIn = result.is === 'sign_in' && (await readToken(this.#db)).token !== null;
    if (!this.handsIn) return result;
    await this.#unpark();
    const ended = await handIn({ ...this.#desk(), stopped: () => this.closed }, !this.#hasAsked);
    this.#hasAsked ||= ended.is === 'ok';
    return ended;
  }

  async #asOneself(): Promise<Result> {
    const stranger = await this.#identify();
    if (stranger !== null) return stranger;
    await this.#unpark();
    const desk = this.#desk();
    const isSending = (await this.#db.read(['outbox'], countWaiting)) > 0;
    const result = await synchronise(desk);
    if (result.is === 'sign_in') this.verified = false;
    if (result.is !== 'ok' || result.oldestBuild > BUILD) return result;
    await this.#keepToken();
    // Whoever has just sent something says next that nothing is left: that does not wait for this.
    if (!isSending) await tellViews(desk);
    return (await this.#mayCompare()) ? this.#compare(desk) : result;
  }

  async #unpark(): Promise<void> {
    if (this.tryParked) await unparkChanges(this.#db);
    this.tryParked = false;
  }

  async #identify(): Promise<Result | null> {
    if (this.verified) return null;
    const outcome = await readSession(this.#outside);
    if (outcome.is !== 'ok') return outcome;
    if (outcome.body.id !== this.#person.id) return { is: 'sign_in' };
    this.verified = true;
    await updatePerson(this.#outside, outcome.body);
    return null;
  }

  #desk(): Desk {
    return {
      outside: this.#outside,
      db: this.#db,
      person: this.#person.id,
      token: null,
      patience: this.#patience,
      stopped: () => this.closed || !this.verified,
      heard: this.#heard,
    };
  }

  /** Makes sure that what this person leaves here can be sent when somebody else is at work. */
  async #keepToken(): Promise<void> {
    const { device, token } = await readToken(this.#db);
    if (device === null || token !== null || !this.verified) return;
    const outcome = await fetchDeviceToken(this.#outside, device);
    if (outcome.is === 'ok') await keepToken(this.#db, device, outcome.body.token);
  }

  /** Compares when asked, and once a week from the first fetch on. */
  async #mayCompare(): Promise<boolean> {
    const { compareDue, heard, fetched } = await this.#db.read(['meta'], readMeta);
    if (!fetched || heard === null) return false;
    if (this.wantCompare) return true;
    if (compareDue !== null) return isComparisonDue(compareDue, heard);
    const due = nextComparison(heard, this.#outside.random());
    await this.#db.write(['meta'], 'relaxed', (tx) => putMeta(tx, { compareDue: due }));
    return false;
  }

  async #compare(desk: Desk): Promise<Result> {
    this.#comparing.value = true;
    try {
      const result = await compare(desk, false);
      if (result.is === 'ok') this.wantCompare = false;
      return result;
    } finally {
      this.#comparing.value = false;
    }
  }
}
