import { uuid7 } from '#domain/uuid';
import type { Phone } from '#state/phone';
import { Chance } from './chance';
import { act, type Desk } from './deeds';
import { Device, type Surroundings } from './device';
import { judge } from './judge';
import { Network } from './network';
import type { Pipe } from './pipe';
import { type Name, Server } from './server';
import { Timeline } from './timeline';
import { Trace } from './trace';
import { FAIR, foul, type Weather } from './weather';
import { type Breach, textsIn, Witness } from './witness';

export interface Ending {
  readonly seed: number;
  readonly hash: string;
  readonly breaches: readonly Breach[];
}

const START = Date.parse('2026-11-23T10:00:00.000Z');
const MINUTE = 60_000;
const DEEDS = 24;
/** At most so many between them: what is typed while something else happens may lead to more of it without an end. */
const MEANWHILE = 200;
/** In a sweep: at most so many until the commit has failed on both sides, and so many after it. */
const SWEPT_DEEDS = 400;
const DEEDS_AFTER = 12;
/** What happens in some worlds, and at which deed. */
const OUTDATED = 6;
const BACKUP = 8;
const LEAVES = 10;
const COPIED = 12;
const RESTORE = 16;
const UPDATED = 18;
const ROUNDS = 12;
const WORKERS: readonly Name[] = ['ada', 'ada', 'ben', 'ben', 'eve'];
const TYPED = ['', '', '', ' cafe\u0301', ' line\r\nbreak ', ' 👋🏽', '  '];

/**
 * One seed: three phones, one server and everything that can go wrong between them, for an hour or two. Then
 * the weather clears, everybody talks with the server until there is nothing left to say, and all is judged.
 */
export class World {
  readonly #seed: number;
  /** How many deeds there are in this world. */
  #deeds: number;
  readonly #chance: Chance;
  readonly #timeline = new Timeline(START);
  readonly #trace: Trace;
  readonly #witness = new Witness();
  readonly #server: Server;
  readonly #network: Network;
  readonly #devices: readonly Device[];
  readonly #people: Map<Name, { readonly id: string }>;
  #texts = 0;

  /** `sweep`: the weather is fair, and the commit of that number fails, on the phones and on the server. */
  constructor(seed: number, sweep: boolean, pipe: Pipe, print: ((line: string) => void) | null) {
    this.#seed = seed;
    this.#deeds = sweep ? SWEPT_DEEDS : DEEDS;
    this.#chance = new Chance(sweep ? 0 : seed);
    const weather = sweep ? { ...FAIR, fails: seed } : foul(this.#chance);
    const now = () => this.#timeline.now;
    this.#trace = new Trace(now, print);
    this.#trace.say('seed', `${seed}`, JSON.stringify(weather));
    this.#server = new Server(pipe, now);
    const people = this.#server.begin(seed, weather.far);
    this.#people = people;
    this.#network = new Network(
      weather,
      this.#chance,
      this.#timeline,
      this.#server,
      this.#witness,
      this.#trace,
    );
    const around: Surroundings = {
      chance: this.#chance,
      timeline: this.#timeline,
      network: this.#network,
      witness: this.#witness,
      trace: this.#trace,
    };
    const names: Name[] = this.#chance.happens(0.3) ? ['ada', 'ada', 'sam'] : ['ada', 'ben', 'sam'];
    this.#devices = names.map((name, i) => {
      const person = people.get(name);
      if (person === undefined) throw new Error(`Nobody is called ${name}.`);
      return new Device(around, name, `${name}${i}`, person, weather.skews[i] ?? 0);
    });
    this.#network.news = () => {
      for (const device of this.#devices) if (this.#chance.happens(0.3)) device.nudge();
    };
  }

  async run(): Promise<Ending> {
    try {
      await this.#live();
      if (this.#whole) await this.#heal();
      if (this.#whole) judge(this.#witness, this.#server.look(), this.#devices);
    } finally {
      await this.#timeline.end();
    }
    return { seed: this.#seed, hash: this.#trace.digest(), breaches: this.#witness.breaches };
  }

  get #whole(): boolean {
    return this.#witness.breaches.length === 0;
  }

  get #weather(): Weather {
    return this.#network.weather;
  }

  async #live(): Promise<void> {
    for (const device of this.#devices) void device.open();
    await this.#begin();
    let left = MEANWHILE;
    this.#timeline.meanwhile = () => {
      if (left === 0 || !this.#happens(this.#weather.meanwhile)) return;
      left -= 1;
      this.#somebodyActs();
    };
    for (let i = 0; i < this.#deeds && this.#whole; i++) {
      await this.#timeline.passUntil(this.#timeline.now + this.#pause());
      this.#somethingHappens();
      this.#somebodyActs();
      this.#goOn(i);
      if (this.#network.swept) this.#deeds = Math.min(this.#deeds, i + 1 + DEEDS_AFTER);
    }
    if (this.#weather.fails > 0 && this.#whole && !this.#network.swept)
      this.#witness.broken(0, `There was no commit ${this.#weather.fails} that could fail.`);
  }

  /** Somebody comes, and is shared: so that from the beginning people write about the same person. */
  async #begin(): Promise<void> {
    const [first, , supervisor] = this.#devices;
    for (const [device, deed] of [
      [first, 'meetSomebody'],
      [supervisor, 'share'],
    ] as const) {
      await this.#timeline.passUntil(this.#timeline.now + 3000);
      const phone = device?.phones[0];
      if (device && phone) void this.#act(device, phone, (desk) => act(desk, deed));
    }
    await this.#timeline.passUntil(this.#timeline.now + 3000);
  }

  /** People do several things in a row, and then nothing for a while. */
  #pause(): number {
    return this.#chance.happens(0.6) ? this.#chance.between(0, 2000) : this.#chance.between(0, 4 * MINUTE);
  }

  /** What befalls a device from outside. */
  #somethingHappens(): void {
    const { offline, evicted, secondTab, killed, frozen, full } = this.#weather;
    const device = this.#chance.pick(this.#devices);
    if (this.#happens(offline)) device.connect(!device.offline);
    if (this.#happens(0.1)) device.look(this.#chance.happens(0.5));
    if (this.#happens(full)) device.disk.fill(device.disk.full ? null : this.#chance.between(0, 3000));
    if (device.phones.length > 0 && this.#happens(frozen)) device.freeze(this.#chance.pick(device.phones));
    if (this.#happens(killed)) device.kill();
    else if (this.#happens(evicted)) {
      this.#witness.excuse(device);
      device.evict();
    } else if (this.#happens(secondTab)) {
      if (device.phones.length < 2) void device.open();
      else void device.close(this.#chance.pick(device.phones));
    }
  }

  /** What happens once in the life of some worlds. */
  #goOn(deed: number): void {
    const { restored, outdated, copied, leaves } = this.#weather;
    const [first, second] = this.#devices as readonly [Device, Device];
    if (outdated && deed === OUTDATED) first.outdated = true;
    if (outdated && deed === UPDATED) void first.update();
    if (copied && deed === COPIED && first.name === second.name) this.#copy(first, second);
    if (leaves && deed === LEAVES) this.#server.leave(second.name);
    if (leaves && deed > LEAVES) this.#server.finish();
    if (restored && deed === BACKUP) this.#server.keep();
    if (restored && deed === RESTORE) this.#goBack();
  }

  #copy(from: Device, to: Device): void {
    this.#witness.excuse(to);
    this.#witness.copied(from, to);
    to.become(from);
  }

  /** The database is set back to its backup. */
  #goBack(): void {
    const before = this.#server.look();
    this.#trace.say('the server goes back in time');
    this.#server.restore(uuid7(this.#timeline.now, this.#chance.bytes(10)));
    this.#witness.setBack(before, this.#server.look(), this.#devices);
  }

  #somebodyActs(): void {
    const device = this.#chance.pick(this.#devices);
    const phone = device.phones[this.#chance.between(0, device.phones.length - 1)];
    if (phone !== undefined && !device.isFrozen(phone)) void this.#act(device, phone, (desk) => act(desk));
  }

  /** Somebody does something at one tab; what they typed counts as saved once the app has said so. */
  async #act(
    device: Device,
    phone: Phone,
    deed: (desk: Desk) => Promise<unknown> | null,
    typed: string[] = [],
  ): Promise<void> {
    let name = 'later';
    const named = (deed: string) => {
      name = deed;
    };
    try {
      const done = deed({ ...this.#deskOf(device, phone, typed), named });
      if (done === null) return;
      this.#trace.say(device.label, name, ...typed);
      await done;
      if (!device.has(phone)) return;
      this.#trace.say(device.label, 'has saved', ...typed);
      this.#witness.said(device, typed);
    } catch (error) {
      this.#trace.say(device.label, 'could not save', ...typed, String(error));
    }
  }

  #deskOf(device: Device, phone: Phone, typed: string[]): Omit<Desk, 'named'> {
    const chance = this.#chance;
    return {
      phone,
      chance,
      text: () => {
        const text = `«${++this.#texts}»`;
        typed.push(text);
        this.#witness.typed.set(text, device.person.id);
        return text + chance.pick(TYPED);
      },
      shown: (text, value) => {
        for (const mark of textsIn(text)) this.#witness.shown.set(mark, value);
      },
      workers: WORKERS.map((name) => this.#people.get(name)?.id ?? ''),
      later: (deed) => {
        const texts = typed.splice(0);
        const go = () => device.has(phone) && void this.#act(device, phone, deed, texts);
        this.#timeline.after(chance.between(1, 4 * MINUTE), go);
      },
      poison: this.#weather.poison && chance.happens(0.1),
      today: new Date(this.#timeline.now).toISOString().slice(0, 10),
    };
  }

  /** The weather clears, and everybody talks with the server until there is nothing left to say. */
  async #heal(): Promise<void> {
    this.#trace.say('the weather clears');
    this.#timeline.meanwhile = () => {};
    this.#network.weather = { ...FAIR, page: this.#weather.page };
    // Whatever is still on its way arrives before anything is judged.
    await this.#timeline.passUntil(this.#timeline.now + 6 * MINUTE);
    for (const device of this.#devices) await this.#mend(device);
    let before = '';
    for (let round = 0; round < ROUNDS && this.#whole; round++) {
      for (const device of this.#devices) await this.#talk(device);
      const after = this.#server.look();
      const now = JSON.stringify([
        after.record,
        this.#devices.map((device) => [...this.#witness.baseOf(device)]),
      ]);
      if (now === before) return;
      before = now;
    }
    if (this.#whole) this.#witness.broken(4, `The phones have not come to rest in ${ROUNDS} rounds.`);
  }

  async #mend(device: Device): Promise<void> {
    device.connect(false);
    device.disk.fill(null);
    for (const phone of device.phones) device.thaw(phone);
    if (device.outdated) void device.update();
  }

  async #talk(device: Device): Promise<void> {
    void device.wake();
    await this.#timeline.settle();
    for (const phone of device.phones) {
      let done = false;
      void phone.syncNow().then(() => {
        done = true;
      });
      for (let i = 0; i < 20 && !done; i++) await this.#timeline.passUntil(this.#timeline.now + MINUTE);
      if (!done) this.#witness.broken(4, `${device.label} does not stop talking with the server.`);
    }
  }

  #happens(often: number): boolean {
    return often > 0 && this.#chance.happens(often);
  }
}
