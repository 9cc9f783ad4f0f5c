import type { Holding } from '#domain/compare';
import type { Row } from '#domain/record';
import { readBase, sealRow } from '#storage/base';
import type { Database, Writing } from '#storage/database';
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
import type { Applied } from '#storage/page';

/** What this phone holds, by scope: the client that a record is about, or the record itself. */
export interface Stock {
  readonly meta: Meta;
  readonly scopes: ReadonlyMap<string, readonly Holding[]>;
}

/** One answer to a comparison; `settled` is what is remembered when it is the last one. */
export interface Repair {
  readonly asked: string | null;
  readonly differ: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly records: readonly Row[];
  readonly forget: readonly string[];
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly now: string;
  readonly settled: Pick<Meta, 'cursor'> & Partial<Pick<Meta, 'compared' | 'compareDue'>>;
}

/** Counts what the server has said and not deleted. */
export async function takeStock(db: Database): Promise<Stock> {
  const meta = await db.read(['meta'], readMeta);
  const scopes = new Map<string, Holding[]>();
  for (const row of await readBase(db)) {
    if (row.deleted) continue;
    const { id, client, version } = row;
    const scope = client ?? id;
    scopes.set(scope, [
      ...(scopes.get(scope) ?? []),
      [id, version, (row.changed ?? row.made).received ?? ''],
    ]);
  }
  return { meta, scopes };
}

/**
 * Puts what differs in place of what is here, in one transaction. What its person wrote and the server has not stays.
 *
 * Null, and nothing is stored, when the feed was read on meanwhile: then what was compared is no longer here.
 */
export async function storeRepair(db: Database, repair: Repair): Promise<Applied | null> {
  await forgetShown(db, new Set(repair.forget));
  const rows = await Promise.all(repair.records.map(sealRow));
  const moves = await sealMoves(await planForgetting(db, new Set(repair.forget)), repair.now);
  return db.write(['base', 'outbox', 'meta'], 'relaxed', async (tx) => {
    const meta = await readMeta(tx);
    if (meta.cursor !== repair.asked) return null;
    const gone = [
      ...(await forgetScopes(tx, new Set(repair.forget))),
      ...(await dropStrangers(tx, belonging(repair))),
    ];
    for (const row of rows) await tx.objectStore('base').put(row);
    const names = (before: readonly string[]) => [...new Set([...before, ...repair.forget])];
    const forgotten = names(meta.forgotten).filter((scope) => repair.differ[scope] === undefined);
    await putMeta(tx, {
      forgotten,
      unconfirmed: names(meta.unconfirmed),
      briefed: forgetBriefs(meta.briefed, forgotten),
      ...repair.settled,
    });
    return { rows: repair.records, gone, forgotten, ...shownOf(await makeMoves(tx, moves)) };
  });
}

/** What becomes of changes that have a place, and are about clients who are to be forgotten. */
async function planForgetting(db: Database, scopes: ReadonlySet<string>): Promise<Move[]> {
  if (scopes.size === 0) return [];
  const found = await db.read(['outbox'], (tx) => Promise.all(PLACED.map((one) => findInState(tx, one))));
  const entries = await openEntries(found.flat());
  return entries
    .filter(({ change }) => scopes.has(scopeOf(change)))
    .map((entry) => ({ from: [entry.state], id: entry.change.id, to: afterForgetting(entry) }));
}

/** The ids that belong to each scope of which the server has said so. */
function belonging({ differ, known }: Repair): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const [scope, versions] of Object.entries(differ)) found.set(scope, new Set(Object.keys(versions)));
  for (const [scope, ids] of Object.entries(known)) found.set(scope, new Set(ids));
  return found;
}

/** Drops the records of these scopes that do not belong there. */
async function dropStrangers(
  tx: Writing,
  scopes: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<string[]> {
  const gone: string[] = [];
  if (scopes.size === 0) return gone;
  for (const row of await tx.objectStore('base').getAll()) {
    const scope = scopes.get(row.state || row.id);
    if (scope === undefined || scope.has(row.id)) continue;
    await tx.objectStore('base').delete(row.id);
    gone.push(row.id);
  }
  return gone;
}
