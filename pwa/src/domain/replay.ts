import { onServerClock } from '#domain/clock';
import type { Data, Entry, Errors, Row, Stamp, Standing, Viewed } from '#domain/record';

/** Who writes on this phone; a record that the server has not seen yet is theirs. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

/**
 * Shows one record: what the server last said, with this phone's own changes on top, in their order.
 *
 * Null where there is nothing to show, or nothing left that it could be laid over. Nothing is merged here, only
 * laid over; `inConflict` says that an open conflict is about this record.
 */
export function replay(
  row: Row | undefined,
  entries: readonly Entry[],
  author: Author,
  inConflict: boolean,
): Viewed<Data> | null {
  const first = entries[0]?.change;
  if (row === undefined && (first === undefined || first.base > 0)) return null;
  if (isGone(row, entries)) return null;
  const at = onServerClock(first?.at ?? '', first?.offset_ms);
  const made: Stamp = { by: author.id, name: author.name, at, received: null };
  return {
    id: row?.id ?? first?.record ?? '',
    kind: row?.kind ?? first?.kind ?? '',
    client: row?.client ?? first?.client ?? null,
    version: row?.version ?? 0,
    data: entries.length === 0 ? (row?.data ?? {}) : layOver(row?.data ?? {}, entries),
    standing: standingOf(entries, inConflict),
    errors: errorsOf(entries),
    made: row ? readable(row.made) : made,
    changed: row?.changed ? readable(row.changed) : null,
    waitingFields: fieldsOf(entries.filter(isUnsent)),
  };
}

/** Tells whether a change has yet to reach the server. */
export function isUnsent(entry: Entry): boolean {
  return entry.state === 'waiting' || entry.state === 'parked';
}

/** Tells whether a change waits for its writer: the server will not take it as it is. */
export function needsAttention(entry: Entry): boolean {
  return entry.state === 'refused' || entry.state === 'parked';
}

/** Tells whether a change is nowhere but on this phone. */
export function existsHereOnly(entry: Entry): boolean {
  return isUnsent(entry) || needsAttention(entry);
}

/** A stamp as it is shown: a phone whose clock was wrong has not written in another hour for that. */
function readable(stamp: Stamp): Stamp {
  const { offset_ms, ...rest } = stamp;
  return offset_ms ? { ...rest, at: onServerClock(stamp.at, offset_ms) } : stamp;
}

function isGone(row: Row | undefined, entries: readonly Entry[]): boolean {
  const deleted = entries.some((entry) => entry.change.delete === true && !needsAttention(entry));
  // What was typed into a record that has since been deleted is shown until somebody has dealt with it.
  return deleted || (row?.deleted === true && !entries.some((entry) => entry.state !== 'received'));
}

function layOver(data: Data, entries: readonly Entry[]): Data {
  const view: Record<string, unknown> = { ...data };
  for (const { change } of entries) {
    for (const [name, value] of Object.entries(change.set ?? {})) {
      if (value === null) delete view[name];
      else view[name] = value;
    }
  }
  return view;
}

function standingOf(entries: readonly Entry[], inConflict: boolean): Standing {
  if (entries.some(needsAttention)) return 'needs_attention';
  if (inConflict || entries.some(metAnother)) return 'in_conflict';
  if (entries.some((entry) => entry.state === 'held')) return 'held';
  return entries.some((entry) => entry.state === 'waiting') ? 'on_phone' : 'received';
}

/** Its receipt says so before the two values have come; to whom nothing is sent, they come when they sign in. */
function metAnother({ state, receipt }: Entry): boolean {
  return state === 'received' && receipt?.status === 'conflict';
}

function errorsOf(entries: readonly Entry[]): Errors | null {
  const stuck = entries.filter(needsAttention);
  if (stuck.length === 0) return null;
  return Object.assign({}, ...stuck.map((entry) => entry.receipt?.errors ?? {}));
}

function fieldsOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap((entry) => Object.keys(entry.change.set ?? {})))];
}
