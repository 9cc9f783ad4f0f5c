import type { Outside } from '#domain/outside';
import { BUILD, PAGE_ROWS, PROTOCOL } from '#domain/protocol';
import type { Entry, Receipt, Row } from '#domain/record';
import { ask, type Outcome } from '#remote/request';

/** What the phone says: what it has written, how far it has read, and how it is. */
export interface Question {
  readonly device: string;
  readonly cursor: string | null;
  readonly entries: readonly Entry[];
  readonly unsent: { readonly count: number; readonly oldest_at: string | null };
  readonly forgotten: readonly string[];
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
}

/** Sends and fetches in one round trip. */
export function postSync(outside: Outside, question: Question): Promise<Outcome<Answer>> {
  const { device, cursor, entries, unsent, forgotten } = question;
  const body = {
    protocol: PROTOCOL,
    build: BUILD,
    device,
    device_name: outside.deviceName,
    cursor,
    limit: PAGE_ROWS,
    changes: entries.map(asWire),
    unsent,
    ...(forgotten.length > 0 ? { forgotten } : {}),
  };
  return ask(outside, { method: 'POST', path: '/api/v1/sync', body });
}

/** A change as it travels. Whom a record is about is said once, by the change that makes it. */
function asWire({ change, order }: Entry): object {
  const { client, ...rest } = change;
  const says = change.base === 0 && change.was === undefined && change.kind !== 'client' && client !== null;
  return { ...rest, seq: order, ...(says ? { client } : {}) };
}
