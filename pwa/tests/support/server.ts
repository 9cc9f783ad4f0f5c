import type { Person } from '#domain/person';
import type { Change, Data, Receipt, Row } from '#domain/record';

export type Sent = Change & { readonly seq: number };

interface Asked {
  readonly device: string;
  readonly cursor: string | null;
  readonly limit: number;
  readonly changes: Sent[];
  readonly unsent: { count: number; oldest_at: string | null };
  readonly forgotten?: string[];
}

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

/** The server, as far as a phone can tell: one organisation, one person, the contract of SYNC.md in small. */
export class Server {
  person: Person | null = MORAG;
  /** What each request said, in order. */
  readonly asked: Asked[] = [];
  readonly applied: Sent[] = [];
  /** Refuses or holds a change: gives the receipt that it gets. */
  judge: (change: Sent) => Omit<Receipt, 'id'> | null = () => null;
  /** Answers a request in place of the server. */
  fault: (asked: Asked) => Response | Promise<Response> | null = () => null;
  /** Runs when everything is stored and the answer is about to leave. */
  answered: (asked: Asked) => void | Promise<void> = () => {};
  forget: string[] = [];
  readonly #rows = new Map<string, Row>();
  readonly #feed: string[] = [];
  readonly #receipts = new Map<string, Receipt>();
  readonly #seqs = new Map<string, number>();

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    if (path === '/api/v1/session') return this.#session(init.method ?? 'GET');
    const asked = JSON.parse(String(init.body)) as Asked;
    this.asked.push(asked);
    const fault = await this.fault(asked);
    if (fault !== null) return fault;
    if (this.person === null) return json({ status: 401, code: 'sign_in' }, 401);
    const receipts = asked.changes.map((change) => this.#receive(asked.device, change));
    const answer = { receipts, ...this.#read(asked), device_seq: this.#seqs.get(asked.device) ?? 0 };
    await this.answered(asked);
    return json(answer);
  };

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

  #receive(device: string, change: Sent): Receipt {
    const known = this.#receipts.get(change.id);
    if (known) return known;
    const last = this.#seqs.get(device) ?? 0;
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
    const from = Number(asked.cursor ?? 0);
    const ids = this.#feed.slice(from, from + asked.limit);
    const end = from + ids.length;
    const newest = ids.filter((id, i) => this.#feed.lastIndexOf(id) === from + i);
    return {
      records: newest.map((id) => this.#rows.get(id)),
      forget: this.forget,
      cursor: String(end),
      more: end < this.#feed.length,
      now: '2026-11-23T10:00:01.000Z',
    };
  }
}

/** An answer as the server gives it. */
export function json(body: unknown, status = 200): Response {
  const headers = { 'Content-Type': 'application/json', 'Doorstep-Protocol': '1' };
  return new Response(JSON.stringify(body), { status, headers });
}
