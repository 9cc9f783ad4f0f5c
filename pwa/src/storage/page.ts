import type { Entry, EntryState, Receipt, ReceiptStatus, Row } from '#domain/record';
import { sealRow } from '#storage/base';
import type { Database, Sealed, Writing } from '#storage/database';
import { type Meta, putMeta, readMeta } from '#storage/meta';
import { findInState, openEntries, sealEntry } from '#storage/outbox';

/** One answer of the server, with what was asked. */
export interface Page {
  readonly asked: string | null;
  readonly sent: readonly Entry[];
  readonly receipts: readonly Receipt[];
  readonly records: readonly Row[];
  readonly forget: readonly string[];
  readonly cursor: string;
  readonly more: boolean;
  readonly now: string;
  readonly offset: number;
  /** The forgotten clients that this request confirmed. */
  readonly confirmed: readonly string[];
}

/** What an answer changed here. */
export interface Applied {
  readonly rows: readonly Row[];
  /** Records that are no longer on this phone. */
  readonly gone: readonly string[];
  /** Changes that are where they are now because of their receipt. */
  readonly marked: readonly Entry[];
  /** Changes that have left the outbox. */
  readonly left: readonly string[];
}

const STATES: Partial<Record<ReceiptStatus, EntryState>> = {
  applied: 'received',
  merged: 'received',
  conflict: 'received',
  held: 'held',
  refused: 'refused',
};

/**
 * Stores an answer in one transaction: its rows, what is to be forgotten, the receipts and the cursor.
 *
 * Null, and nothing is stored, when the cursor is no longer the one that was asked with: another tab has read
 * on meanwhile, and the server will say all of this again.
 */
export async function storePage(db: Database, page: Page): Promise<Applied | null> {
  const marked = markAll(page);
  const marks = await Promise.all(marked.map(sealEntry));
  const rows = await Promise.all(page.records.map(sealRow));
  const receipted = await readReceipted(db);
  return db.write(['base', 'outbox', 'meta'], 'relaxed', async (tx) => {
    const meta = await readMeta(tx);
    if (meta.cursor !== page.asked) return null;
    const gone = await forgetClients(tx, new Set(page.forget));
    for (const row of rows) await tx.objectStore('base').put(row);
    const there = new Set<string>();
    for (const mark of marks) if (await putMark(tx, mark)) there.add(mark.id);
    const now = remembered(meta, page);
    const mine = marked.filter((entry) => there.has(entry.change.id));
    const left = leaving([...receipted, ...mine], page, new Set(now.forgotten));
    const leavers = new Set(left);
    for (const id of left) await tx.objectStore('outbox').delete(id);
    await putMeta(tx, now);
    const back = new Set(page.records.map((row) => row.id));
    return {
      rows: page.records,
      gone: gone.filter((id) => !back.has(id)),
      marked: mine.filter((entry) => !leavers.has(entry.change.id)),
      left,
    };
  });
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

async function putMark(tx: Writing, mark: Sealed): Promise<boolean> {
  const outbox = tx.objectStore('outbox');
  const there = await outbox.get(mark.id);
  if (there?.state !== 'waiting' && there?.state !== 'parked') return false;
  await outbox.put({ ...mark, order: there.order });
  return true;
}

async function readReceipted(db: Database): Promise<Entry[]> {
  const found = await db.read(['outbox'], async (tx) => [
    ...(await findInState(tx, 'received')),
    ...(await findInState(tx, 'held')),
  ]);
  return openEntries(found);
}

/**
 * Finds the receipted changes that need not stay: those whose row has arrived (at the end of the feed, every
 * row has), and those about a client who is to be forgotten. Unsent and refused ones exist only here, and stay.
 */
function leaving(receipted: readonly Entry[], page: Page, forgotten: ReadonlySet<string>): string[] {
  const versions = new Map(page.records.map((row) => [row.id, row.version]));
  const ids = receipted
    .filter(({ change, state, receipt }) => {
      if (state === 'refused') return false;
      if (change.client !== null && forgotten.has(change.client)) return true;
      const arrived = (versions.get(change.record) ?? -1) >= (receipt?.version ?? Number.POSITIVE_INFINITY);
      return state === 'received' && (!page.more || arrived);
    })
    .map((entry) => entry.change.id);
  return [...new Set(ids)];
}

async function forgetClients(tx: Writing, clients: ReadonlySet<string>): Promise<string[]> {
  const gone: string[] = [];
  if (clients.size === 0) return gone;
  for (const row of await tx.objectStore('base').getAll()) {
    if (!clients.has(row.state) && !clients.has(row.id)) continue;
    await tx.objectStore('base').delete(row.id);
    gone.push(row.id);
  }
  return gone;
}

function remembered(meta: Meta, page: Page): Omit<Meta, 'device' | 'seq'> {
  const back = new Set(page.records.map((row) => row.client));
  const forgotten = new Set([...meta.forgotten, ...page.forget].filter((client) => !back.has(client)));
  const waiting = meta.unconfirmed.filter((client) => !page.confirmed.includes(client));
  return {
    cursor: page.cursor,
    offset: page.offset,
    heard: page.now,
    fetched: meta.fetched || !page.more,
    forgotten: [...forgotten],
    unconfirmed: [...new Set([...waiting, ...page.forget])],
  };
}
