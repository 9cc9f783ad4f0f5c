import { createHash } from 'node:crypto';
import { type Holding, summarise } from '#domain/compare';
import type { Person } from '#domain/person';
import type { Change, Data, Receipt, Row } from '#domain/record';
import type { Numbered } from '#domain/view';
import { WatchServer } from './signals';

export type Sent = Change & { readonly seq: number };

export interface Asked {
  readonly device: string;
  readonly cursor: string | null;
  readonly limit: number;
  readonly changes: Sent[];
  readonly unsent: { count: number; oldest_at: string | null };
  readonly forgotten?: string[];
  readonly formerly?: string[];
  readonly lost?: { readonly last: number; readonly recovered: number };
  readonly person?: string;
}

interface Compared {
  readonly held: Record<string, { count: number; hash: string }>;
  readonly limit: number;
}

type Asking = Pick<Person, 'id'> | null;

export const MORAG: Person = {
  id: '0197a0b0-0000-7000-8000-00000000000a',
  name: 'Morag Bell',
  email: 'worker@demo.example',
  role: 'case_manager',
  team: null,
  teamName: null,
  organisation: {
    id: '0197a0b0-0000-7000-8000-0000000000aa',
    name: 'Demo',
    demo: true,
    timeZone: 'Europe/London',
  },
};

/** A colleague of hers. */
export const RAB: Person = { ...MORAG, id: '0197a0b0-0000-7000-8000-00000000000b', name: 'Rab' };

interface Told {
  readonly device: string;
  readonly views: readonly Numbered[];
}

/** The server, as far as a phone can tell: one organisation, one person, the contract of SYNC.md in small. */
export class Server {
  person: Person | null = MORAG;
  /** What each request said, in order. */
  readonly asked: Asked[] = [];
  readonly applied: Sent[] = [];
  /** Refuses or holds a change: gives the receipt that it gets. */
  judge: (change: Sent) => Omit<Receipt, 'id'> | null = () => null;
  /** Answers a request in place of the server. */
  fault: (asked: Asked) => Response | Promise<Response | null> | null = () => null;
  /** Runs when everything is stored and the answer is about to leave. */
  answered: (asked: Asked) => void | Promise<void> = () => {};
  forget: string[] = [];
  /** The clients that are being handed over. */
  draining: string[] = [];
  /** Lets the watch be reached; the rest of the server is another matter. */
  readonly watch = new WatchServer(() => this.now());
  now = () => Date.parse('2026-11-23T10:00:01.000Z');
  /** The comparisons that were asked for. */
  readonly compared: Compared[] = [];
  /** Whose token is whose: `token-` and the person's id. */
  tokens = new Map<string, Asking>();
  /** What phones told of having shown. */
  readonly entered: Numbered[] = [];
  #viewed = new Map<string, number>();
  #epoch = 0;
  #rows = new Map<string, Row>();
  #feed: string[] = [];
  #receipts = new Map<string, Receipt>();
  #seqs = new Map<string, number>();

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    if (!this.#isWhoItSays(init)) return json({ code: 'sign_in' }, 401);
    const aside = this.#aside(path, init);
    if (aside !== null) return aside;
    const asked = JSON.parse(String(init.body)) as Asked;
    this.asked.push(asked);
    const fault = await this.fault(asked);
    if (fault !== null) return fault;
    const bearer = new Headers(init.headers).get('Authorization');
    const who = this.#who(init);
    if (who === null || (asked.person ?? who.id) !== who.id) return json({ code: 'sign_in' }, 401);
    if (bearer !== null) return this.#takeIn(asked);
    const receipts = asked.changes.map((change) => this.#receive(asked.device, change));
    const answer = { receipts, ...this.#read(asked), device_seq: this.#seqs.get(asked.device) ?? 0 };
    await this.answered(asked);
    return json(answer);
  };

  /** Whom the token or else the cookie belongs to. */
  #who(init: RequestInit): Asking {
    const bearer = new Headers(init.headers).get('Authorization');
    return bearer === null ? this.person : (this.tokens.get(bearer.slice(7)) ?? null);
  }

  #isWhoItSays(init: RequestInit): boolean {
    const said = new Headers(init.headers).get('Doorstep-Person');
    return said === null || said === this.#who(init)?.id;
  }

  /** Everything but the sync itself; null where that is meant. */
  #aside(path: string, init: RequestInit): Promise<Response> | Response | null {
    if (path === '/api/v1/session') return this.#session(init.method ?? 'GET');
    if (path.startsWith('/api/v1/devices/')) return this.#giveToken(path);
    if (path === '/api/v1/verify' || path === '/api/v1/audit/views') {
      const asked = JSON.parse(String(init.body)) as Compared & Told & { readonly person?: string };
      if (asked.person !== undefined && asked.person !== this.person?.id)
        return json({ code: 'sign_in' }, 401);
      return path === '/api/v1/verify' ? this.#verify(asked) : this.#enter(asked);
    }
    if (path === '/api/v1/signals' || path.startsWith('/api/v1/watch')) return this.#watchOver(path, init);
    return path === '/api/v1/pin' ? this.#keepPins(init) : null;
  }

  /** Somebody else writes a record. */
  write(row: Partial<Row> & { id: string; kind: string; data: Data }): Row {
    const version = (this.#rows.get(row.id)?.version ?? 0) + 1;
    const made = {
      by: 'someone',
      name: 'Someone',
      at: '2026-11-22T09:00:00.000Z',
      received: '2026-11-22T09:00:01.000Z',
    };
    const whole: Row = {
      client: row.kind === 'client' ? row.id : null,
      deleted: false,
      made,
      ...row,
      version,
    };
    this.#rows.set(row.id, whole);
    this.#feed.push(row.id);
    return whole;
  }

  /** What the server has of a record. */
  find(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Keeps all that it has, and gives it back when the answer is called: a backup. Its feed is another then. */
  backup(): () => void {
    const kept = [this.#rows, this.#receipts, this.#seqs].map((map) => new Map<string, unknown>(map));
    const feed = [...this.#feed];
    return () => {
      [this.#rows, this.#receipts, this.#seqs] = kept as [
        Map<string, Row>,
        Map<string, Receipt>,
        Map<string, number>,
      ];
      this.#feed = feed;
      this.#epoch += 1;
    };
  }

  /** Changes a record without a word in the feed, as only a fault could. */
  spoil(id: string, row: Partial<Row> | null): void {
    const before = this.#rows.get(id);
    if (row === null) this.#rows.delete(id);
    else if (before) this.#rows.set(id, { ...before, ...row });
  }

  /** Loses its memory of a device's numbers, as after a restore from a backup. */
  forgetNumbers(to: number): void {
    for (const device of this.#seqs.keys()) this.#seqs.set(device, to);
  }

  #session(method: string): Response {
    if (method === 'DELETE')
      return new Response(null, { status: 204, headers: { 'Doorstep-Protocol': '1' } });
    if (this.person === null)
      return json({ status: 401, code: method === 'POST' ? 'wrong_sign_in' : 'sign_in' }, 401);
    const { organisation, teamName, ...person } = this.person;
    const { timeZone, ...rest } = organisation;
    return json({
      person: { ...person, team_name: teamName },
      organisation: { ...rest, time_zone: timeZone },
    });
  }

  #watchOver(path: string, init: RequestInit): Response {
    const who = this.#who(init);
    const asked = init.body ? JSON.parse(String(init.body)) : { person: path.split('person=')[1] };
    if (who === null || asked.person !== who.id) return json({ code: 'sign_in' }, 401);
    if (path.startsWith('/api/v1/watch')) return json(this.watch.tell());
    const answer = this.watch.take(asked, who.id);
    return answer === 'unread' ? json({ code: 'not_valid' }, 422) : json(answer);
  }

  #keepPins(init: RequestInit): Response {
    if (this.person === null) return json({ code: 'sign_in' }, 401);
    this.watch.pins = JSON.parse(String(init.body));
    this.watch.pinSet = true;
    return json({});
  }

  #giveToken(path: string): Response {
    if (this.person === null) return json({ code: 'sign_in' }, 401);
    const token = `${path.split('/')[4]} of ${this.person.id}`;
    this.tokens.set(token, this.person);
    return json({ token });
  }

  #takeIn(asked: Asked): Response {
    const receipts = asked.changes.map((change) => this.#receive(asked.device, change));
    const rest = {
      records: [],
      forget: this.forget,
      cursor: asked.cursor ?? '',
      more: false,
      now: new Date(this.now()).toISOString(),
    };
    return json({ receipts, ...rest, device_seq: this.#seqs.get(asked.device) ?? 0 });
  }

  #enter({ device, views }: Told): Response {
    const before = this.#viewed.get(device) ?? 0;
    const fresh = views.filter(({ n }) => n > before);
    this.entered.push(...fresh);
    this.#viewed.set(device, fresh.at(-1)?.n ?? before);
    return json({ viewed: this.#viewed.get(device) });
  }

  async #verify(asked: Compared): Promise<Response> {
    this.compared.push(asked);
    const scopes = new Map<string, Row[]>();
    for (const row of this.#rows.values()) {
      const scope = row.client ?? row.id;
      if (!row.deleted) scopes.set(scope, [...(scopes.get(scope) ?? []), row]);
    }
    const differ: Record<string, object> = {};
    const records: Row[] = [];
    let more = false;
    for (const [scope, rows] of scopes) {
      const held = rows.map(
        (row): Holding => [row.id, row.version, (row.changed ?? row.made).received ?? ''],
      );
      if (this.draining.includes(scope)) continue;
      if ((await summarise(sha256, held)).hash === asked.held[scope]?.hash) continue;
      more = records.length > 0 && records.length + rows.length > asked.limit;
      if (more) break;
      differ[scope] = Object.fromEntries(rows.map(({ id, version }) => [id, version]));
      records.push(...rows);
    }
    const forget = Object.keys(asked.held).filter((scope) => !scopes.has(scope));
    const ids = (scope: string) => (scopes.get(scope) ?? []).map(({ id }) => id);
    return json({
      differ,
      records,
      forget,
      known: Object.fromEntries(this.draining.map((scope) => [scope, ids(scope)])),
      cursor: this.#cursor(this.#feed.length),
      more,
      now: new Date(this.now()).toISOString(),
    });
  }

  #cursor(place: number): string {
    return this.#epoch === 0 ? `${place}` : `${place} ${this.#epoch}`;
  }

  #receive(device: string, change: Sent): Receipt {
    const known = this.#receipts.get(change.id);
    const last = this.#seqs.get(device) ?? 0;
    if (known && change.seq === last + 1) this.#seqs.set(device, change.seq);
    if (known) return known;
    if (change.seq > last + 1) return { id: change.id, status: 'out_of_order' };
    this.#seqs.set(device, Math.max(last, change.seq));
    const judged = this.judge(change);
    const receipt: Receipt = judged ? { id: change.id, ...judged } : this.#apply(change);
    this.#receipts.set(change.id, receipt);
    return receipt;
  }

  #apply(change: Sent): Receipt {
    this.applied.push(change);
    const before = this.#rows.get(change.record);
    const client = before?.client ?? change.client ?? (change.kind === 'client' ? change.record : null);
    const data = { ...before?.data, ...change.set };
    const { version } = this.write({ id: change.record, kind: change.kind, client, data });
    return { id: change.id, status: 'applied', version };
  }

  #read(asked: Asked): object {
    const [place, epoch = 0] = (asked.cursor ?? `0 ${this.#epoch}`).split(' ').map(Number);
    const from = place ?? 0;
    if (epoch !== this.#epoch)
      return {
        records: [],
        forget: [],
        cursor: asked.cursor,
        more: false,
        now: new Date(this.now()).toISOString(),
        compare: true,
      };
    const ids = this.#feed.slice(from, from + asked.limit);
    const end = from + ids.length;
    const newest = ids.filter((id, i) => this.#feed.lastIndexOf(id) === from + i);
    return {
      records: newest.map((id) => this.#rows.get(id)),
      forget: this.forget,
      cursor: this.#cursor(end),
      more: end < this.#feed.length,
      now: new Date(this.now()).toISOString(),
    };
  }
}

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** An answer as the server gives it. */
export function json(body: unknown, status = 200): Response {
  const headers = { 'Content-Type': 'application/json', 'Doorstep-Protocol': '1' };
  return new Response(JSON.stringify(body), { status, headers });
}
