import { createHash } from 'node:crypto';
import type { Outside, Stream } from '#domain/outside';
import type { Person } from '#domain/person';
import { uuid7 } from '#domain/uuid';
import { Phone } from '#state/phone';
import { databaseOf } from '#storage/people';
import type { Chance } from './chance';
import { type Commit, Disk } from './disk';
import { Freeze } from './freeze';
import type { Network } from './network';
import type { Name } from './server';
import { Store } from './store';
import { Tabs } from './tabs';
import type { Timeline } from './timeline';
import type { Trace } from './trace';
import type { Witness } from './witness';

/** What a device needs of the world that it is in. */
export interface Surroundings {
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly network: Network;
  readonly witness: Witness;
  readonly trace: Trace;
}

const WHEN = ['before', 'after'];
const never = new Promise<never>(() => {});

/** One person's phone: a disk, a clock that may be wrong, and one or two tabs of the app. */
export class Device {
  readonly name: Name;
  readonly label: string;
  readonly person: Person;
  readonly disk: Disk;
  phones: Phone[] = [];
  offline = false;
  /** Whether the server no longer serves the build that runs here. */
  outdated = false;
  readonly #skew: number;
  readonly #world: Surroundings;
  readonly #freezes = new WeakMap<Phone, Freeze>();
  #store = new Store(() => this.disk.full);
  #tabs = new Tabs();
  #streams = new Set<() => void>();
  #up = true;
  /** Counts the lives of this device: whatever belongs to an earlier one is dead, and does not know it. */
  #life = 0;

  constructor(world: Surroundings, name: Name, label: string, person: Person, skew: number) {
    this.#world = world;
    this.name = name;
    this.label = label;
    this.person = person;
    this.#skew = skew;
    const happens = (often: number) => often > 0 && world.chance.happens(often);
    this.disk = new Disk({
      aborts: () => happens(world.network.weather.aborted),
      disconnects: () => happens(world.network.weather.disconnected),
      dies: (when) => {
        const { killed, fails } = world.network.weather;
        const swept = fails > 0 && when === WHEN[fails % 2] && world.network.countPhoneCommit() === fails;
        return (swept || happens(killed / 2)) && this.#die(when);
      },
      committed: (commit) => this.#committed(commit),
    });
  }

  /** The database in which this device keeps its person's work. */
  get database(): string {
    return databaseOf(this.person);
  }

  /** Whether it can hand in and be told to forget while its person is not signed in. */
  get hasToken(): boolean {
    return (this.disk.rows(this.database, 'meta').get('token') ?? null) !== null;
  }

  /** Opens the app, in one more tab, where the device has power. */
  async open(): Promise<void> {
    if (!this.#up) return;
    const life = this.#life;
    const freeze = new Freeze();
    const phone = await Phone.open(this.#outside(life, freeze), this.person);
    if (life !== this.#life) return;
    this.#freezes.set(phone, freeze);
    this.phones.push(phone);
    phone.start(false);
  }

  /** Closes one tab in good order. */
  async close(phone: Phone): Promise<void> {
    this.phones = this.phones.filter((other) => other !== phone);
    await phone.close();
  }

  /** Tells whether this tab is open and the phone alive. */
  has(phone: Phone): boolean {
    return this.phones.includes(phone);
  }

  /** The power goes, and comes back after a while. */
  kill(): void {
    const { chance, timeline, trace } = this.#world;
    this.disk.kill((volatile) => chance.between(0, volatile));
    trace.say(this.label, 'is killed');
    this.#end();
    timeline.after(chance.between(1000, 60_000), () => void this.#boot());
  }

  /** The browser throws everything away, which closes the app. */
  evict(): void {
    this.disk.evict();
    this.#store = new Store(() => this.disk.full);
    this.#world.trace.say(this.label, 'is emptied');
    this.#restart();
  }

  /** It is set up anew from a copy of another phone of the same person; what was only here is gone. */
  become(other: Device): void {
    this.disk.become(other.disk);
    this.#store = other.#store.copy(() => this.disk.full);
    this.#world.trace.say(this.label, 'becomes a copy of', other.label);
    this.#restart();
  }

  /** Gets the newest build: every tab is loaded again. */
  async update(): Promise<void> {
    this.outdated = false;
    await Promise.all(this.phones.map((phone) => this.close(phone)));
    await this.wake();
  }

  /** The browser freezes a tab, for some minutes. */
  freeze(phone: Phone): void {
    const { chance, timeline, trace } = this.#world;
    trace.say(this.label, 'is frozen');
    this.#freezes.get(phone)?.freeze();
    timeline.after(chance.between(20_000, 10 * 60_000), () => this.thaw(phone));
  }

  thaw(phone: Phone): void {
    this.#freezes.get(phone)?.thaw();
  }

  isFrozen(phone: Phone): boolean {
    return this.#freezes.get(phone)?.frozen === true;
  }

  /** The network may be back, or is gone. */
  connect(offline: boolean): void {
    this.offline = offline;
    if (!offline) this.#tabs.happen('online');
  }

  /** The person looks at the app, or away. */
  look(shown: boolean): void {
    this.#tabs.happen(shown ? 'shown' : 'hidden');
  }

  /** The server has news, and says so to whoever listens. */
  nudge(): void {
    if (!this.offline) for (const hear of [...this.#streams]) hear();
  }

  /** Opens the app where it is closed. */
  async wake(): Promise<void> {
    if (this.phones.length === 0) await this.open();
  }

  #restart(): void {
    this.#end();
    this.#world.timeline.after(1000, () => void this.#boot());
  }

  /** Everything that lies on it, as text, with the place where it lies. */
  contents(): { place: string; text: string }[] {
    return [...this.disk.contents(), ...this.#store.contents()];
  }

  async #boot(): Promise<void> {
    const life = this.#life;
    await this.disk.boot();
    if (life !== this.#life) return;
    this.#up = true;
    await this.open();
  }

  #die(when: string): boolean {
    this.#world.trace.say(this.label, when, 'a commit');
    this.kill();
    return true;
  }

  #end(): void {
    this.#life += 1;
    this.#up = false;
    this.phones = [];
    this.#tabs = new Tabs();
    this.#streams = new Set();
  }

  #committed(commit: Commit): void {
    this.#world.trace.say(
      this.label,
      'commits',
      commit.strict ? 'strictly' : '',
      ...commit.writes.map(({ store, key, value }) => `${value === undefined ? '-' : ''}${store}/${key}`),
    );
    if (commit.database === this.database) this.#world.witness.committed(this, commit);
  }

  #outside(life: number, freeze: Freeze): Outside {
    const { chance, timeline, network } = this.#world;
    const tabs = this.#tabs;
    const dead = () => life !== this.#life;
    const now = () => timeline.now + this.#skew;
    return {
      now,
      id: () => uuid7(now(), chance.bytes(10)),
      random: () => chance.next(),
      after: (ms, run) => {
        let cancelled = false;
        const cancel = timeline.after(ms, () => freeze.pass(() => !dead() && !cancelled && run()));
        return () => {
          cancelled = true;
          cancel();
        };
      },
      fetch: (path, init) => (dead() ? never : this.#living(life, freeze, network.carry(this, path, init))),
      gzip: null,
      stream: () => this.#stream(dead, freeze),
      indexedDB: this.disk.factory,
      locks: network.weather.locks ? tabs : null,
      channel: (name) => {
        const channel = tabs.channel(name);
        return { ...channel, listen: (hear) => channel.listen((said) => freeze.pass(() => hear(said))) };
      },
      on: (moment, run) => tabs.on(moment, () => freeze.pass(run)),
      persist: async () => true,
      digest: async (bytes) => createHash('sha256').update(bytes).digest(),
      files: this.#store.files,
      marks: this.#store.marks,
      reserveBytes: 1000,
      download: () => {},
      sound: null,
      keepAwake: async () => () => {},
      place: 'installed',
      deviceName: this.label,
      locate: async () => null,
      battery: async () => null,
      encrypt: async () => new Uint8Array(),
    };
  }

  /** What a dead phone waits for never comes, and what a frozen one waits for comes when it is thawed. */
  async #living<T>(life: number, freeze: Freeze, promise: Promise<T>): Promise<T> {
    const living = async () => {
      if (freeze.frozen) await new Promise<void>((resolve) => freeze.pass(resolve));
      if (life !== this.#life) await never;
    };
    try {
      const value = await promise;
      await living();
      return value;
    } catch (error) {
      await living();
      throw error;
    }
  }

  #stream(dead: () => boolean, freeze: Freeze): Stream {
    const { chance, timeline } = this.#world;
    const words = new Set<() => void>();
    const hear = () => {
      for (const run of words)
        timeline.after(chance.between(10, 500), () => freeze.pass(() => !dead() && words.has(run) && run()));
    };
    this.#streams.add(hear);
    return {
      listen: (_word, run) => words.add(run),
      opened: () => {},
      failed: () => {},
      close: () => {
        words.clear();
        this.#streams.delete(hear);
      },
    };
  }
}
