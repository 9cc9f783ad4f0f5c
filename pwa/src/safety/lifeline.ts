import type { Channel, Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import {
  countUnheard,
  isWaiting,
  type Known,
  NOTHING_KNOWN,
  type Said,
  type Sent,
  type Signal,
  signalOf,
} from '#domain/signal';
import { panicOf, runningVisit } from '#domain/visit';
import { fromDevice } from '#remote/from-device';
import { putPins } from '#remote/watch';
import { waitAfter } from '#safety/pace';
import { askWatch, type Own, type Reached, reachedBy, sendUnkept, sendWaiting } from '#safety/post';
import { Database } from '#storage/database';
import { noteCount } from '#storage/noted';
import { databaseOf } from '#storage/people';
import { SignalNumbers } from '#storage/signal-numbers';
import { keepSignal, pruneSignals, readKnown } from '#storage/signals';

/** While something runs the phone looks this often. */
const LIVE_MS = 20_000;
/** Another phone of hers may begin a visit: while the app is in view, it looks this often. */
const IN_VIEW_MS = 60_000;
const KEPT_MS = 14 * 24 * 3_600_000;

/** What a lifeline tells of: all that is known, and whether the server was reached at the last try. */
export interface Told {
  readonly known: Known;
  readonly reached: Reached | 'unknown';
}

/** What became of setting one's PINs; `out`: they stay as they are while one is on a visit. */
export type PinsAnswer = 'set' | 'unreached' | 'shut_out' | 'refused' | 'out';

/**
 * One person's signals on this phone: kept, sent before and apart from everything else, and answered.
 *
 * It has a connection to the disk and a schedule of its own, so that neither a bulk sync nor a large note is ever
 * in its way. Two tabs may both send: a signal counts once, by its id.
 */
export class Lifeline {
  readonly person: Person;
  readonly #outside: Outside;
  readonly #db: Database;
  readonly #numbers: SignalNumbers;
  readonly #cookie: boolean;
  readonly #told: (told: Told) => void;
  readonly #channel: Channel;
  readonly #ends: (() => void)[];
  /** What the disk has not taken, by id. It goes out all the same, as long as this page is open. */
  readonly #unkept = new Map<string, Sent>();
  readonly #self: { is: Own | null } = { is: null };
  #known = NOTHING_KNOWN;
  #reached: Told['reached'] = 'unknown';
  #cancel: (() => void) | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #closed = false;
  #inView = true;

  /** `cookie`: whether this person is the one signed in. Everybody else's signals go by the phone's own token. */
  constructor(outside: Outside, person: Person, cookie: boolean, told: (told: Told) => void) {
    this.person = person;
    this.#outside = fromDevice(outside, person.id, () => this.#self.is?.device ?? null);
    this.#cookie = cookie;
    this.#told = told;
    const name = databaseOf(person);
    this.#db = new Database(outside, name);
    this.#numbers = new SignalNumbers(outside, name);
    this.#channel = outside.channel(`${name}:signals`);
    this.#channel.listen(() => void this.#reread().catch(() => undefined));
    this.#ends = [
      outside.on('online', () => this.wake()),
      outside.on('shown', () => this.#seen(true)),
      outside.on('hidden', () => this.#seen(false)),
    ];
  }

  /** Reads what is on this phone, and begins to send. */
  async open(): Promise<void> {
    this.wake();
    await this.#reread();
  }

  /** Keeps a signal on this phone and sends it at once; resolves when it is on the disk, or that has not taken it. */
  async say(said: Said, id = this.#outside.id()): Promise<Signal> {
    const signal = signalOf(said, id, this.#outside.now(), this.#known.measured);
    await keepSignal(this.#db, this.#numbers, signal).catch(() => this.#hold(signal));
    // Sending comes first: nothing that only shows it may be in its way.
    this.wake();
    await this.#reread().catch(() => undefined);
    this.#channel.post(signal.id);
    return signal;
  }

  /** Says where the phone is, once it knows; says nothing where it does not. */
  async sayWhere(visit: string | null, ms: number): Promise<void> {
    const [position, battery] = await Promise.all([this.#outside.locate(ms), this.#outside.battery()]);
    if (position === null || this.#closed) return;
    await this.say({ type: 'position', visit, position, ...(battery === null ? {} : { battery }) });
  }

  /** Seals the digits of a PIN for the server, bound to the signal that they go with; null without its key. */
  async seal(content: { pin: string; signal?: string }): Promise<string | null> {
    const key = this.#known.watch?.pin.key ?? null;
    return key === null ? null : base64url(await this.#outside.encrypt(key, JSON.stringify(content)));
  }

  /** Sets both PINs; needs the server, and keeps nothing of them. */
  async setPins(right: string, duress: string): Promise<PinsAnswer> {
    await this.#talk().catch(() => undefined);
    await this.#reread();
    const sealed = await Promise.all([this.seal({ pin: right }), this.seal({ pin: duress })]);
    const [one, other] = sealed;
    if (!one || !other) return 'unreached';
    const outcome = await putPins(this.#outside, one, other);
    if (outcome.is === 'ok') this.wake();
    if (outcome.is === 'rejected') return outcome.code === 'closed' ? 'out' : 'refused';
    return outcome.is === 'ok' ? 'set' : reachedBy(outcome.is);
  }

  /** Something makes success likelier or more wanted: tries now, whatever failed before. */
  wake(): void {
    this.#failures = 0;
    this.#plan(0);
  }

  /** The time by the server's clock, as far as that is known. */
  serverTime(): number {
    return this.#outside.now() + (this.#known.measured?.offset ?? 0);
  }

  /** Stops; what is on the disk stays there. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    for (const end of this.#ends) end();
    this.#channel.close();
    await this.#running;
    await this.#db.close();
  }

  #plan(ms: number): void {
    if (this.#closed) return;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    this.#cancel?.();
    this.#cancel = this.#outside.after(ms, () => {
      this.#cancel = null;
      this.#running = this.#run().finally(() => {
        this.#running = null;
        const pause = this.#again ? 0 : this.#pause();
        this.#again = false;
        if (pause !== null) this.#plan(pause);
      });
    });
  }

  async #run(): Promise<void> {
    const waited = this.#known.sent.some(isWaiting);
    this.#reached = await this.#talk().catch((): Reached => 'unreached');
    this.#failures = this.#reached === 'heard' ? 0 : this.#failures + 1;
    await this.#reread().catch(() => undefined);
    if (waited && this.#reached === 'heard') this.#channel.post('sent');
    await pruneSignals(this.#db, this.#known, this.serverTime() - KEPT_MS).catch(() => undefined);
  }

  async #talk(): Promise<Reached> {
    const { id: person } = this.person;
    const desk = { outside: this.#outside, db: this.#db, person, cookie: this.#cookie, self: this.#self };
    await this.#keepAfterAll();
    const held = [...this.#unkept.values()].filter(isWaiting);
    if (held.length > 0) for (const one of await sendUnkept(desk, held)) this.#unkept.set(one.signal.id, one);
    const sent = await sendWaiting(desk);
    if (sent === 'heard') await this.#reread().catch(() => undefined);
    return sent === 'heard' && (this.#cookie || this.#isLive()) ? askWatch(desk) : sent;
  }

  #pause(): number | null {
    if (this.#known.sent.some(isWaiting)) return waitAfter(this.#failures - 1);
    if (this.#isLive()) return LIVE_MS;
    return this.#cookie && this.#inView ? IN_VIEW_MS : null;
  }

  #seen(inView: boolean): void {
    this.#inView = inView;
    if (inView) this.wake();
  }

  #isLive(): boolean {
    return runningVisit(this.#known, this.serverTime()) !== null || panicOf(this.#known) !== null;
  }

  #hold(signal: Signal): void {
    const numbers = [...this.#known.sent, ...this.#unkept.values()].map(({ seq }) => seq);
    const seq = this.#numbers.next(Math.max(0, ...numbers));
    this.#unkept.set(signal.id, { signal, seq, receipt: null, heard: null });
  }

  /** The disk may have room again. */
  async #keepAfterAll(): Promise<void> {
    for (const { signal, seq } of [...this.#unkept.values()].filter(isWaiting)) {
      const kept = await keepSignal(this.#db, this.#numbers, signal, seq).catch(() => null);
      if (kept !== null) this.#unkept.delete(signal.id);
    }
  }

  #note(): void {
    noteCount(this.#outside, this.#db.name, 'waiting-signals', countUnheard(this.#known.sent));
  }

  async #reread(): Promise<void> {
    const known = await readKnown(this.#db).catch((error: unknown) => {
      if (this.#unkept.size === 0) throw error;
      return this.#known;
    });
    // A browser can empty the database beneath an open page: what waits is still known here.
    const there = new Set([...this.#unkept.keys(), ...known.sent.map(({ signal }) => signal.id)]);
    const lost = this.#known.sent.filter((one) => isWaiting(one) && !there.has(one.signal.id));
    for (const one of lost) this.#unkept.set(one.signal.id, one);
    const sent = known.sent.filter(({ signal }) => !this.#unkept.has(signal.id));
    this.#known = { ...known, sent: [...sent, ...this.#unkept.values()] };
    // A database without a name is empty, and what it lost has still to be told.
    if (this.#self.is !== null) this.#note();
    this.#told({ known: this.#known, reached: this.#reached });
  }
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
