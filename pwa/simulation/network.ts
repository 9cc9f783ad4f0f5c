import { BUILD } from '#domain/protocol';
import type { Chance } from './chance';
import type { Device } from './device';
import type { Asked, Crash, Said, Server } from './server';
import type { Timeline } from './timeline';
import type { Trace } from './trace';
import type { Weather } from './weather';
import type { Witness } from './witness';

/** What no server can answer for: whoever sends it gets an error, each time. */
export const POISON = '☠';

const SECOND = 1000;
const WHEN = ['before', 'after'] as const;
const PROTOCOL = { 'Doorstep-Protocol': '1' };
/** What the server says to a build that it does not serve any more. */
const OUTDATED = { 'Doorstep-Oldest-Build': `${BUILD + 1}` };

/** Between the phones and the server: slow, forgetful and sometimes lying. */
export class Network {
  weather: Weather;
  readonly #chance: Chance;
  readonly #timeline: Timeline;
  readonly #server: Server;
  readonly #witness: Witness;
  readonly #trace: Trace;
  #commits = 0;
  #phoneCommits = 0;
  /** Told when the server has committed something that a phone sent. */
  news: () => void = () => {};

  constructor(
    weather: Weather,
    chance: Chance,
    timeline: Timeline,
    server: Server,
    witness: Witness,
    trace: Trace,
  ) {
    this.weather = weather;
    this.#chance = chance;
    this.#timeline = timeline;
    this.#server = server;
    this.#witness = witness;
    this.#trace = trace;
  }

  /** Counts the commits of all phones together. */
  countPhoneCommit(): number {
    this.#phoneCommits += 1;
    return this.#phoneCommits;
  }

  /** Tells whether the commit that was to fail has failed, on the phones and on the server. */
  get swept(): boolean {
    const { fails } = this.weather;
    return fails > 0 && this.#phoneCommits >= fails && this.#commits >= fails;
  }

  /** Carries a request there and the answer back, if all goes well. */
  carry(device: Device, path: string, init: RequestInit): Promise<Response> {
    const asked = this.#read(device, path, init);
    this.#trace.say(device.label, 'asks', summaryOf(asked));
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('Aborted.', 'AbortError')));
      const fail = () => reject(new TypeError('no network'));
      const { weather } = this;
      if (device.offline || this.#happens(weather.lost)) return void this.#timeline.after(this.#trip(), fail);
      const lie = this.#lie(asked);
      if (lie !== null) return void this.#timeline.after(this.#trip(), () => resolve(lie));
      if (this.#happens(weather.repeated)) this.#repeat(device, asked);
      this.#timeline.after(this.#trip(), () => {
        const said = this.#deliver(device, asked);
        const answered = !this.#happens(weather.unanswered);
        this.#timeline.after(this.#trip(), () => {
          if (!answered || device.offline || init.signal?.aborted) return fail();
          if (said.status === 0) return resolve(new Response('Bad Gateway', { status: 502 }));
          this.#witness.heard(device, said);
          resolve(new Response(said.status === 204 ? null : said.body, said));
        });
      });
    });
  }

  #read(device: Device, path: string, init: RequestInit): Asked {
    const headers = Object.fromEntries(new Headers(init.headers).entries());
    const body =
      typeof init.body === 'string' ? init.body.replace(/"limit":\d+/, `"limit":${this.weather.page}`) : null;
    return { who: device.name, method: init.method ?? 'GET', path, headers, body };
  }

  #trip(): number {
    const slow = this.#happens(this.weather.delayed);
    return slow ? this.#chance.between(2 * SECOND, 40 * SECOND) : this.#chance.between(10, 600);
  }

  /** An answer that does not come from the server. */
  #lie(asked: Asked): Response | null {
    const { broken, portal, narrow } = this.weather;
    if (asked.body?.includes(POISON)) return new Response('Internal Server Error', { status: 500 });
    if ((asked.body?.split('"seq":').length ?? 0) - 1 > narrow) return new Response('', { status: 413 });
    if (this.#happens(broken)) return new Response('', { status: this.#chance.pick([500, 502, 503, 504]) });
    if (!this.#happens(portal)) return null;
    return new Response('<h1>Welcome to our wifi</h1>', { headers: { 'Content-Type': 'text/html' } });
  }

  /** The same request arrives once more, some time later; nobody hears the answer. */
  #repeat(device: Device, asked: Asked): void {
    this.#timeline.after(this.#chance.between(1, 300 * SECOND), () => this.#deliver(device, asked));
  }

  #deliver(device: Device, asked: Asked): Said {
    const crash = this.#crash();
    const said = this.#server.request(asked, crash);
    this.#commits += said.commits;
    this.#trace.say('server', `${said.status}`, device.label, said.body, crash?.join(' ') ?? '');
    this.#witness.answered(device, said);
    if (said.commits > 0 && asked.body?.includes('"seq":')) this.news();
    return { ...said, headers: { ...PROTOCOL, ...said.headers, ...(device.outdated ? OUTDATED : {}) } };
  }

  /** The commit of the next request at which the server loses its power. */
  #crash(): Crash | null {
    const { serverDies, fails } = this.weather;
    if (fails > this.#commits) return [fails - this.#commits, fails % 2 === 0 ? 'before' : 'after'];
    return this.#happens(serverDies) ? [this.#chance.between(1, 2), this.#chance.pick(WHEN)] : null;
  }

  #happens(often: number): boolean {
    return often > 0 && this.#chance.happens(often);
  }
}

function summaryOf({ method, path, body }: Asked): string {
  return `${method} ${path} ${body ?? ''}`;
}
