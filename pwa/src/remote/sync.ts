import type { Lost } from '#domain/mark';
import type { Outside } from '#domain/outside';
import { BUILD, PROTOCOL } from '#domain/protocol';
import type { Entry, Receipt, Row } from '#domain/record';
import { ask, type Outcome } from '#remote/request';

/** What the phone says: what it has written, how far it has read, and how it is. */
export interface Question {
  readonly device: string;
  /** Whose changes these are: a cookie may be somebody else's by now. */
  readonly person: string;
  /** The phone's own token for this person, who is not signed in. */
  readonly token: string | null;
  readonly cursor: string | null;
  /** The most records that the answer is to bring. */
  readonly rows: number;
  /** Nothing is to be fetched: as little as possible should come. */
  readonly sendOnly: boolean;
  readonly entries: readonly Entry[];
  /** Null where nothing is said about it. */
  readonly unsent: { readonly count: number; readonly oldest_at: string | null } | null;
  readonly forgotten: readonly string[];
  /** What this device was called before it was named anew. */
  readonly formerly: readonly string[];
  /** What is known after the storage was emptied, as long as the server has not been told. */
  readonly lost: Lost | null;
}

/** What the server says, word for word as in SYNC.md. */
export interface Answer {
  readonly receipts: readonly Receipt[];
  readonly records: readonly Row[];
  readonly forget: readonly string[];
  readonly cursor: string;
  readonly more: boolean;
  readonly now: string;
  readonly device_seq: number;
  /** The server has been set back: compare everything. */
  readonly compare?: boolean;
}

/** Sends and fetches in one round trip. An answer that lacks a part is none: half of one would be misread. */
export async function postSync(outside: Outside, question: Question): Promise<Outcome<Answer>> {
  const { device, person, token, cursor, rows, sendOnly, entries, unsent, forgotten, formerly, lost } =
    question;
  const body = {
    protocol: PROTOCOL,
    build: BUILD,
    device,
    person,
    device_name: outside.deviceName,
    cursor,
    limit: sendOnly ? 1 : rows,
    changes: entries.map(asWire),
    unsent,
    ...(forgotten.length > 0 ? { forgotten } : {}),
    ...(formerly.length > 0 ? { formerly } : {}),
    ...(lost === null ? {} : { lost }),
  };
  const outcome = await ask<Answer>(outside, { method: 'POST', path: '/api/v1/sync', body, token });
  return outcome.is !== 'ok' || isWhole(outcome.body) ? outcome : { is: 'server_error' };
}

function isWhole(body: unknown): boolean {
  const { receipts, records, forget, cursor, now, device_seq } = Object(body) as Partial<Answer>;
  return (
    [receipts, records, forget].every(Array.isArray) &&
    typeof cursor === 'string' &&
    Number.isInteger(device_seq) &&
    !Number.isNaN(Date.parse(String(now)))
  );
}

/** A change as it travels. Whom a record is about is said once, by the change that makes it. */
function asWire({ change, order }: Entry): object {
  const { client, ...rest } = change;
  // The old values went with a client who had to be forgotten: their writer has seen nothing of what stands.
  const base = change.set !== undefined && change.was === undefined ? 0 : change.base;
  const says = change.base === 0 && change.was === undefined && change.kind !== 'client' && client !== null;
  return { ...rest, base, seq: order, ...(says ? { client } : {}) };
}
