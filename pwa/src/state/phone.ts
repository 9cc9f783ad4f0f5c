import type { Mark } from '#domain/mark';
import type { Channel, Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import type { Change, Entry } from '#domain/record';
import { existsHereOnly } from '#domain/replay';
import { fromDevice } from '#remote/from-device';
import { DraftBox } from '#state/draft-box';
import { listenAlone } from '#state/ear';
import { askToPersist, type Link, newLink, noteEnd, noteMeta } from '#state/link';
import { Mirror } from '#state/mirror';
import { troubleOf } from '#state/problems';
import { whileSaving } from '#state/safe-moment';
import { Shelf } from '#state/shelf';
import { Talk } from '#state/talk';
import { Views } from '#state/views';
import { Copies } from '#storage/copies';
import { Database } from '#storage/database';
import { putAwayDecision } from '#storage/decisions';
import { readDrafts } from '#storage/drafts';
import { type Meta, putMeta, readMeta } from '#storage/meta';
import { notedCount, notedMark, noteMark } from '#storage/noted';
import { appendChanges } from '#storage/outbox';
import { databaseOf } from '#storage/people';
import { prepare } from '#storage/recovery';
import { keepReserve } from '#storage/reserve';
import { alone } from '#sync/alone';
import type { Desk } from '#sync/desk';
import { type Ended, SAVE_MS, Schedule } from '#sync/schedule';

/** What one tab tells the others: the server has news of an alert; drafts have changed, with the key of one that is over. */
const ALERT = 'alert';
const DRAFTS = 'drafts';

/**
 * One person's work on this phone, in one tab: what is on the disk, what is shown of it, and the talk with
 * the server. Two people, or two tabs, are two of these.
 */
export class Phone {
  readonly outside: Outside;
  readonly person: Person;
  readonly shelf: Shelf;
  readonly drafts: DraftBox;
  /** What was looked at, for the log. */
  readonly views: Views;
  readonly link: Link;
  readonly #db: Database;
  readonly #copies: Copies;
  readonly #schedule: Schedule;
  readonly #channel: Channel;
  readonly #ends: (() => void)[] = [];
  readonly #mirror: Mirror;
  readonly #talk: Talk;
  #offset: number | null = null;
  #mark: Mark | null = null;
  #born: string | null = null;

  private constructor(world: Outside, person: Person, link: Link) {
    const outside = fromDevice(world, person.id, () => this.#mark?.device ?? null);
    this.outside = outside;
    this.person = person;
    this.link = link;
    this.#db = new Database(outside, databaseOf(person), (is) => {
      link.blocked.value = is;
    });
    this.#copies = new Copies(outside.files, this.#db.name, (state) => {
      link.copies.value = state;
    });
    this.shelf = new Shelf(person);
    this.drafts = new DraftBox(outside, this.#db, this.#copies, {
      failed: (error) => this.#failed(error),
      restored: () => this.#restore(),
      changed: (finished = '') => this.#channel.post(`${DRAFTS}${finished}`),
    });
    this.views = new Views(this.#db, () => this.serverTime());
    this.#mirror = new Mirror(this.#db, this.shelf);
    this.#talk = new Talk(outside, person, this.#db, link.comparing, this.#heard);
    this.#schedule = new Schedule(outside, () => this.#sync());
    this.#channel = outside.channel(this.#db.name);
  }

  /** Opens what this person has on this phone; works without a network. `link` tells how that goes. */
  static async open(outside: Outside, person: Person, link: Link = newLink()): Promise<Phone> {
    const phone = new Phone(outside, person, link);
    const mark = notedMark(outside, phone.#db.name);
    await phone.#prepare(mark, notedCount(outside, phone.#db.name, 'waiting-signals'));
    await Promise.all([phone.#reread(), phone.drafts.load()]);
    await phone.#compareCopies();
    phone.#watch();
    return phone;
  }

  /** Begins to talk with the server. `verified` when this person has just signed in. */
  start(verified: boolean): void {
    this.#talk.verified = verified;
    this.#talk.tryParked = true;
    this.#schedule.resume();
    // A disk without room for it takes text all the same, as long as there is any.
    void keepReserve(this.#db, this.outside.reserveBytes).catch(() => undefined);
  }

  /** Saves changes on this phone; resolves once they are on the disk. */
  async save(changes: readonly Change[], replaced: readonly string[] = []): Promise<void> {
    const draft = this.drafts.finishing;
    const append = async () => {
      await this.#restore();
      return appendChanges(this.#db, changes, replaced, draft);
    };
    const marked = await whileSaving(append()).catch((error: unknown) => {
      this.#failed(error);
      throw error;
    });
    this.#mirror.take({ marked, left: replaced });
    this.#copies.keep(marked);
    this.#copies.drop(replaced);
    this.#note({ seq: marked.at(-1)?.order ?? this.#mark?.seq ?? 0 });
    this.#channel.post([]);
    this.#schedule.wake(SAVE_MS);
    void askToPersist(this.link, this.outside);
  }

  /** Talks with the server now, trying again what was set aside. */
  syncNow(): Promise<void> {
    this.#talk.tryParked = true;
    return this.#schedule.now();
  }

  /** Compares everything with the server now; tells whether that could be done. */
  async compareNow(): Promise<boolean> {
    this.#talk.wantCompare = true;
    await this.#schedule.now();
    return !this.#talk.wantCompare;
  }

  /** The cookie may be somebody else's now: ask before anything more is sent. */
  doubt(): void {
    this.#talk.verified = false;
  }

  /** Remembers that the writer has seen the decision about a held change. */
  async putAway(decision: string, change: string): Promise<void> {
    await putAwayDecision(this.#db, decision, change, this.serverTime());
    this.#mirror.take({ left: [change] });
    this.link.putAway.value = [...this.link.putAway.value, decision];
    this.#channel.post([]);
  }

  /** Remembers what the person has read. */
  async remember(some: Partial<Pick<Meta, 'loss' | 'briefed'>>): Promise<void> {
    await this.#db.write(['meta'], 'strict', (tx) => putMeta(tx, some));
    this.#channel.post([]);
  }

  /** What time it is, in milliseconds of the server's clock as far as that is known. */
  serverTime(): number {
    return this.outside.now() + (this.#offset ?? 0);
  }

  /** The day that it is, by the server's calendar. */
  today(): string {
    return new Date(this.serverTime()).toISOString().slice(0, 10);
  }

  /** What every change says of its writing: when, by this device's clock, and how far that was off. */
  moment(): { at: string; offset_ms?: number } {
    const at = new Date(this.outside.now()).toISOString();
    return this.#offset === null ? { at } : { at, offset_ms: this.#offset };
  }

  /** Lets go of everything; what is on the disk stays there. */
  async close(): Promise<void> {
    this.#talk.closed = true;
    this.#schedule.stop();
    await this.drafts.hide();
    await this.#copies.settled();
    for (const end of this.#ends) end();
    this.#channel.close();
    await this.#db.close();
  }

  #watch(): void {
    const { outside } = this;
    const wake = () => this.#schedule.wake();
    const alerted = () => {
      this.link.alerted.value += 1;
    };
    const alert = () => {
      alerted();
      // One tab hears for all of them.
      this.#channel.post(ALERT);
    };
    this.#channel.listen((news) => {
      if (news === ALERT) alerted();
      else if (String(news).startsWith(DRAFTS)) void this.drafts.look(String(news).slice(DRAFTS.length));
      else void this.#look(Array.isArray(news) ? news : []);
    });
    this.#ends.push(
      outside.on('hidden', () => void this.drafts.hide()),
      outside.on('online', () => {
        // What was too large may have been so for the network that was left.
        this.#talk.tryParked = true;
        wake();
      }),
      outside.on('shown', () => {
        void this.#look();
        void this.drafts.look();
        wake();
      }),
      listenAlone(outside, this.#db.name, { sync: () => this.#schedule.nudge(), alert }),
    );
  }

  readonly #heard: Desk['heard'] = (applied, place) => {
    this.#mirror.take(applied, place);
    this.#forget(applied.forgotten);
    this.#copies.heard(applied);
    this.link.heard.value = place.now;
    if (place.fetched) this.link.fetched.value = true;
    this.#channel.post([...applied.rows.map((row) => row.id), ...applied.gone]);
  };

  async #sync(): Promise<Ended> {
    const { link } = this;
    link.syncing.value = true;
    try {
      await this.#restore();
      const outcome = await alone(this.outside, `${this.#db.name}:sync`, () => this.#talk.run());
      noteEnd(link, outcome, this.#talk.handsIn);
      // What was parked or numbered anew was told to nobody.
      await this.#reread();
      return { outcome, waiting: this.shelf.outbox.value.some((entry) => entry.state === 'waiting') };
    } catch (error) {
      this.#failed(error);
      return { outcome: { is: 'offline' }, waiting: true };
    } finally {
      link.syncing.value = false;
    }
  }

  async #prepare(mark: Mark | null, signals: number): Promise<void> {
    const at = new Date(this.outside.now()).toISOString();
    const copied = await this.#copies.read();
    const changes = [...copied.changes, ...this.#existsHereOnly()];
    const noted = { drafts: notedCount(this.outside, this.#db.name, 'drafts'), signals };
    const apart = { changes, drafts: this.drafts.apart(copied.drafts), noted };
    this.#born = (await prepare(this.#db, this.outside.id(), mark, apart, at)).born;
  }

  /** What is on the disk is read after its copies: what they lack then is not on its way to them. */
  async #compareCopies(): Promise<void> {
    this.#copies.compare(this.#existsHereOnly(), await readDrafts(this.#db));
  }

  /** A browser can empty the database beneath an open page, which still knows all that was typed: or another may know less. */
  async #restore(): Promise<void> {
    const { device, born } = await this.#db.read(['meta'], readMeta);
    if (device !== null && born === this.#born) return;
    // Signals that wait are still known to this page.
    await this.#prepare(this.#mark, 0);
    await this.drafts.keepAll();
    await this.#compareCopies();
  }

  async #reread(ids: readonly string[] = []): Promise<void> {
    let meta: Meta | null = null;
    for (; meta === null; meta = await this.#mirror.reread(this.#born, ids)) await this.#restore();
    this.#remember(meta);
    this.#copies.agree(this.#existsHereOnly());
  }

  async #look(ids: readonly string[] = []): Promise<void> {
    await this.#reread(ids).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.link.trouble.value = troubleOf(error);
  }

  #remember(meta: Meta): void {
    this.#offset = meta.offset;
    noteMeta(this.link, meta);
    this.#note({ device: meta.device ?? '', seq: meta.seq });
    this.#forget(meta.forgotten);
  }

  /** Lets what lies beside the database forget these too: what is being typed, and the second copies. */
  #forget(scopes: readonly string[]): void {
    this.drafts.forget(scopes);
    this.#copies.forget(scopes, this.shelf.outbox.value);
  }

  /** Notes apart from the database how much is in it, so that one that was emptied is noticed. */
  #note(some: Partial<Mark>): void {
    const unsent = this.#existsHereOnly().length;
    this.#mark = noteMark(this.outside, this.#db.name, this.#mark, { ...some, unsent });
  }

  #existsHereOnly(): Entry[] {
    return this.shelf.outbox.value.filter(existsHereOnly);
  }
}
