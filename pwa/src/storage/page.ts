import type { Entry, EntryState, Receipt, ReceiptStatus, Row } from '#domain/record';
import { sealRow } from '#storage/base';
import type { Database } from '#storage/database';
import {
  afterForgetting,
  forgetBriefs,
  forgetScopes,
  forgetShown,
  PLACED,
  scopeOf,
} from '#storage/forgetting';
import { type Meta, putMeta, readMeta } from '#storage/meta';
import { type Move, makeMoves, sealMoves, shownOf } from '#storage/moves';
import { findInState, openEntries } from '#storage/outbox';

/** One answer of the server, with what was asked. */
export interface Page {
  readonly asked: string | null;
  readonly sent: readonly Entry[];
  readonly receipts: readonly Receipt[];
  readonly records: readonly Row[];
  readonly forget: readonly string[];
  readonly cursor: string | null;
  readonly more: boolean;
  readonly now: string;
  readonly offset: number;
  /** How much this request said to be unsent; null where it said nothing of it. */
  readonly unsent: number | null;
  /** The forgotten clients that this request confirmed. */
  readonly confirmed: readonly string[];
  /** The former names of this device that this request told. */
  readonly toldNames: readonly string[];
  /** Whether this request told that the storage was emptied. */
  readonly toldLoss: boolean;
}

/** What an answer changed here. */
export interface Applied {
  readonly rows: readonly Row[];
  /** Records that are no longer on this phone. */
  readonly gone: readonly string[];
  /** Changes that are where they are now because of their receipt. */
  readonly marked: readonly Entry[];
  /** Changes that are no longer shown: the server has them, and their rows have come. */
  readonly left: readonly string[];
  /** Clients, and records about nobody, of which nothing may stay here. */
  readonly forgotten: readonly string[];
}

const STATES: Partial<Record<ReceiptStatus, EntryState>> = {
  applied: 'received',
  merged: 'received',
  conflict: 'received',
  held: 'held',
  refused: 'refused',
};
const UNSENT: readonly EntryState[] = ['waiting', 'parked'];

/**
 * Stores an answer in one transaction: its rows, what is to be forgotten, the receipts and the cursor.
 *
 * Null, and nothing is stored, when the cursor is no longer the one that was asked with: another tab has read
 * on meanwhile, and the server will say all of this again. `strict` for receipts that come without their rows.
 */
export async function storePage(
  db: Database,
  page: Page,
  durability: 'strict' | 'relaxed' = 'relaxed',
): Promise<Applied | null> {
  await forgetShown(db, new Set(page.forget));
  const rows = await Promise.all(page.records.map(sealRow));
  const moves = await sealMoves(await planMoves(db, page), page.now);
  return db.write(['base', 'outbox', 'meta'], durability, async (tx) => {
    const meta = await readMeta(tx);
    if (meta.cursor !== page.asked) return null;
    const gone = await forgetScopes(tx, new Set(page.forget));
    // Not one by one: waiting for each would take longer than storing it.
    await Promise.all(rows.map((row) => tx.objectStore('base').put(row)));
    const made = await makeMoves(tx, moves);
    const now = remembered(meta, page);
    await putMeta(tx, now);
    const back = new Set(page.records.map((row) => row.id));
    const left = gone.filter((id) => !back.has(id));
    return { rows: page.records, gone: left, forgotten: now.forgotten, ...shownOf(made) };
  });
}

/** Works out what becomes of the changes that have a place, by now or already. */
async function planMoves(db: Database, page: Page): Promise<Move[]> {
  const { meta, placed } = await readPlaced(db, page);
  const forgotten = new Set(remembered(meta, page).forgotten);
  const versions = new Map(page.records.map((row) => [row.id, row.version]));
  const settle = (entry: Entry) => settled(entry, page.more, versions, forgotten);
  const later = placed.map((entry) => ({ entry, to: settle(entry) })).filter(({ entry, to }) => entry !== to);
  return [
    ...markAll(page).map((entry) => ({ from: UNSENT, id: entry.change.id, to: settle(entry) })),
    ...later.map(({ entry, to }) => ({ from: [entry.state], id: entry.change.id, to })),
  ];
}

/** Lays each receipt to its change. */
function markAll(page: Page): Entry[] {
  const receipts = new Map(page.receipts.map((receipt) => [receipt.id, receipt]));
  return page.sent.flatMap((entry, index) => {
    // A change too broken to have an id is named by its place in the request.
    const unnamed = page.receipts.find((receipt) => receipt.id === null && receipt.index === index);
    const receipt = receipts.get(entry.change.id) ?? unnamed;
    const state = receipt && STATES[receipt.status];
    return receipt && state ? [{ ...entry, state, receipt }] : [];
  });
}

/**
 * Says where a change with a receipt stands now. It is no longer shown once its row has arrived (at the end of
 * the feed, every row has); of one about a client who is to be forgotten stays what exists only here.
 */
function settled(
  entry: Entry,
  more: boolean,
  versions: ReadonlyMap<string, number>,
  forgotten: ReadonlySet<string>,
): Entry | null {
  const { change, state, receipt } = entry;
  if (forgotten.has(scopeOf(change))) return afterForgetting(entry);
  if (state !== 'received') return entry;
  const arrived = (versions.get(change.record) ?? -1) >= (receipt?.version ?? Number.POSITIVE_INFINITY);
  return !more || arrived ? { ...entry, state: 'sent' } : entry;
}

async function readPlaced(db: Database, page: Page): Promise<{ meta: Meta; placed: Entry[] }> {
  // What is history, or its writer's to mend, is looked through only when some of it is to be forgotten.
  const states: readonly EntryState[] = page.forget.length > 0 ? PLACED : ['received', 'held'];
  const { meta, found } = await db.read(['outbox', 'meta'], async (tx) => ({
    meta: await readMeta(tx),
    found: await Promise.all(states.map((state) => findInState(tx, state))),
  }));
  return { meta, placed: await openEntries(found.flat()) };
}

type Remembered = Pick<
  Meta,
  | 'cursor'
  | 'offset'
  | 'heard'
  | 'reported'
  | 'fetched'
  | 'forgotten'
  | 'unconfirmed'
  | 'briefed'
  | 'formerly'
  | 'lost'
>;

function remembered(meta: Meta, page: Page): Remembered {
  const back = new Set(page.records.map((row) => row.client ?? row.id));
  const forgotten = [...new Set([...meta.forgotten, ...page.forget])].filter((client) => !back.has(client));
  const waiting = meta.unconfirmed.filter((client) => !page.confirmed.includes(client));
  return {
    cursor: page.cursor,
    offset: page.offset,
    heard: page.now,
    reported: page.unsent === null ? meta.reported : { unsent: page.unsent, at: Date.parse(page.now) },
    fetched: meta.fetched || !page.more,
    forgotten,
    unconfirmed: [...new Set([...waiting, ...page.forget])],
    briefed: forgetBriefs(meta.briefed, forgotten),
    formerly: meta.formerly.filter((name) => !page.toldNames.includes(name)),
    lost: page.toldLoss ? null : meta.lost,
  };
}
