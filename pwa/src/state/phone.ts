import type { Channel, Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import type { Change } from '#domain/record';
import { fetchDeviceToken } from '#remote/device-token';
import { listen } from '#remote/nudges';
import { readSession } from '#remote/session';
import { DraftBox } from '#state/draft-box';
import { type Link, newLink } from '#state/link';
import { Mirror } from '#state/mirror';
import { Shelf } from '#state/shelf';
import { Database } from '#storage/database';
import { putAwayDecision } from '#storage/decisions';
import { keepToken, readToken } from '#storage/device-token';
import { type Meta, prepareMeta, putMeta, readMeta } from '#storage/meta';
import { appendChanges } from '#storage/outbox';
import { databaseOf, updatePerson } from '#storage/people';
import { unparkChanges } from '#storage/sequence';
import { alone } from '#sync/alone';
import { compare, nextComparison } from '#sync/compare';
import type { Desk } from '#sync/desk';
import { synchronise } from '#sync/engine';
import type { Result } from '#sync/result';
import { type Ended, SAVE_MS, Schedule } from '#sync/schedule';

/**
 * One person's work on this phone, in one tab: what is on the disk, what is shown of it, and the talk with
 * the server. Two people, or two tabs, are two of these.
 */
export class Phone {
  readonly outside: Outside;
  readonly person: Person;
  readonly shelf: Shelf;
  readonly drafts: DraftBox;
  readonly link: Link;
  readonly #db: Database;
  readonly #schedule: Schedule;
  readonly #channel: Channel;
  readonly #ends: (() => void)[] = [];
  readonly #mirror: Mirror;
  #offset: number | null = null;
  /** Whether the cookie is known to be this person's: nobody's work is sent as somebody else's. */
  #verified = false;
  /** What was set aside is tried again when the app starts and when the person asks, not by itself. */
  #tryParked = false;
  /** A comparison was asked for; it runs with the next talk. */
  #wantCompare = false;
  #closed = false;

  private constructor(outside: Outside, person: Person, db: Database) {
    this.outside = outside;
    this.person = person;
    this.#db = db;
    this.shelf = new Shelf(person);
    this.drafts = new DraftBox(outside, db, () => this.#failed());
    this.#mirror = new Mirror(db, this.shelf);
    this.#schedule = new Schedule(outside, () => this.#sync());
    this.#channel = outside.channel(db.name);
    this.link = newLink();
  }

  /** Opens what this person has on this phone; works without a network. */
  static async open(outside: Outside, person: Person): Promise<Phone> {
    const db = new Database(outside, databaseOf(person));
    const phone = new Phone(outside, person, db);
    await prepareMeta(db, outside.id());
    await Promise.all([phone.#reread(), phone.drafts.load()]);
    phone.#watch();
    return phone;
  }

  /** Begins to talk with the server. `verified` when this person has just signed in. */
  start(verified: boolean): void {
    this.#verified = verified;
    this.#tryParked = true;
    this.#schedule.resume();
  }

  /** Saves changes on this phone; resolves once they are on the disk. */
  async save(changes: readonly Change[], replaced: readonly string[] = []): Promise<void> {
    const marked = await appendChanges(this.#db, changes, replaced);
    this.#mirror.take({ marked, left: replaced });
    this.#channel.post([]);
    this.#schedule.wake(SAVE_MS);
    void this.#askToPersist();
  }

  /** Talks with the server now, trying again what was set aside. */
  syncNow(): Promise<void> {
    this.#tryParked = true;
    return this.#schedule.now();
  }

  /** Compares everything with the server now; tells whether that could be done. */
  async compareNow(): Promise<boolean> {
    this.#wantCompare = true;
    await this.#schedule.now();
    return !this.#wantCompare;
  }

  /** The cookie may be somebody else's now: ask before anything more is sent. */
  doubt(): void {
    this.#verified = false;
  }

  /** Remembers that the writer has seen the decision about a held change. */
  async putAway(decision: string, change: string): Promise<void> {
    await putAwayDecision(this.#db, decision, change, this.#serverTime());
    this.#mirror.take({ left: [change] });
    this.link.putAway.value = [...this.link.putAway.value, decision];
    this.#channel.post([]);
  }

  /** The day that it is, by the server's calendar. */
  today(): string {
    return new Date(this.#serverTime()).toISOString().slice(0, 10);
  }

  /** What every change says of its writing: when, by this device's clock, and how far that was off. */
  moment(): { at: string; offset_ms?: number } {
    const at = new Date(this.outside.now()).toISOString();
    return this.#offset === null ? { at } : { at, offset_ms: this.#offset };
  }

  /** Lets go of everything; what is on the disk stays there. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#schedule.stop();
    await this.drafts.flush();
    for (const end of this.#ends) end();
    this.#channel.close();
    await this.#db.close();
  }

  #watch(): void {
    const { outside } = this;
    this.#channel.listen((ids) => void this.#look(Array.isArray(ids) ? ids : []));
    this.#ends.push(
      outside.on('hidden', () => void this.drafts.flush()),
      outside.on('online', () => this.#schedule.wake()),
      outside.on('shown', () => {
        void this.#look();
        this.#schedule.wake();
      }),
      this.#listenAlone(),
    );
  }

  /** Listens for nudges in one tab only: each stream costs the server a thread. */
  #listenAlone(): () => void {
    let stop = () => {};
    let ended = false;
    const hear = () =>
      new Promise<void>((release) => {
        if (ended) return release();
        const close = listen(this.outside, 'sync', () => this.#schedule.wake());
        stop = () => {
          close();
          release();
        };
      });
    const { locks } = this.outside;
    void (locks === null ? hear() : locks.request(`${this.#db.name}:ear`, {}, hear));
    return () => {
      ended = true;
      stop();
    };
  }

  async #sync(): Promise<Ended> {
    const { link } = this;
    link.syncing.value = true;
    try {
      const outcome = await alone(this.outside, `${this.#db.name}:sync`, () => this.#talk());
      link.trouble.value = outcome.is === 'ok' ? null : outcome.is;
      link.online.value = outcome.is === 'offline' || outcome.is === 'not_ours' ? 'no' : 'yes';
      if (outcome.is === 'ok') link.oldestBuild.value = outcome.oldestBuild;
      if (outcome.is === 'sign_in') this.#verified = false;
      // What was parked or numbered anew was told to nobody.
      await this.#reread();
      return { outcome, waiting: this.shelf.outbox.value.some((entry) => entry.state === 'waiting') };
    } catch {
      this.#failed();
      return { outcome: { is: 'offline' }, waiting: true };
    } finally {
      link.syncing.value = false;
    }
  }

  async #talk(): Promise<Result> {
    const { outside, person } = this;
    if (!this.#verified) {
      const outcome = await readSession(outside);
      if (outcome.is !== 'ok') return outcome;
      if (outcome.body.id !== person.id) return { is: 'sign_in' };
      this.#verified = true;
      await updatePerson(outside, outcome.body);
    }
    if (this.#tryParked) await unparkChanges(this.#db);
    this.#tryParked = false;
    const desk = this.#desk();
    const result = await synchronise(desk);
    if (result.is === 'ok') await this.#keepToken();
    return result.is === 'ok' && (await this.#mayCompare()) ? this.#compare(desk) : result;
  }

  /** Makes sure that what this person leaves here can be sent when somebody else is at work. */
  async #keepToken(): Promise<void> {
    const { device, token } = await readToken(this.#db);
    if (device === null || token !== null || !this.#verified) return;
    const outcome = await fetchDeviceToken(this.outside, device);
    if (outcome.is === 'ok') await keepToken(this.#db, device, outcome.body.token);
  }

  #desk(): Desk {
    return {
      outside: this.outside,
      db: this.#db,
      person: this.person.id,
      token: null,
      stopped: () => this.#closed || !this.#verified,
      heard: (applied, place) => {
        this.#mirror.take(applied, place.cursor);
        this.link.heard.value = place.now;
        if (place.fetched) this.link.fetched.value = true;
        this.#channel.post([...applied.rows.map((row) => row.id), ...applied.gone]);
      },
    };
  }

  /** Compares when asked, and once a week from the first fetch on. */
  async #mayCompare(): Promise<boolean> {
    const { compareDue, heard, fetched } = await this.#db.read(['meta'], readMeta);
    if (!fetched || heard === null) return false;
    if (this.#wantCompare) return true;
    if (compareDue !== null) return compareDue <= Date.parse(heard);
    const due = nextComparison(heard, this.outside.random());
    await this.#db.write(['meta'], 'relaxed', (tx) => putMeta(tx, { compareDue: due }));
    return false;
  }

  async #compare(desk: Desk): Promise<Result> {
    this.link.comparing.value = true;
    try {
      const result = await compare(desk, false);
      if (result.is === 'ok') this.#wantCompare = false;
      return result;
    } finally {
      this.link.comparing.value = false;
    }
  }

  async #reread(ids: readonly string[] = []): Promise<void> {
    this.#remember(await this.#mirror.reread(ids));
  }

  async #look(ids: readonly string[] = []): Promise<void> {
    await this.#reread(ids).catch(() => this.#failed());
  }

  #serverTime(): number {
    return this.outside.now() + (this.#offset ?? 0);
  }

  #failed(): void {
    this.link.trouble.value = 'storage';
  }

  #remember(meta: Meta): void {
    this.#offset = meta.offset;
    this.link.heard.value = meta.heard;
    this.link.fetched.value = meta.fetched;
    this.link.compared.value = meta.compared;
    this.link.putAway.value = meta.putAway;
  }

  async #askToPersist(): Promise<void> {
    if (this.link.persistent.value !== 'unknown') return;
    this.link.persistent.value = (await this.outside.persist()) ? 'granted' : 'refused';
  }
}
