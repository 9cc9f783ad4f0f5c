import { type Summary, summarise } from '#domain/compare';
import type { Outside } from '#domain/outside';
import type { Outcome } from '#remote/request';
import { type Difference, postVerify } from '#remote/verify';
import { type Stock, storeRepair, takeStock } from '#storage/comparison';
import type { Desk } from '#sync/desk';
import type { Result } from '#sync/result';

const WEEK_MS = 7 * 24 * 3_600_000;
const MOST_ROUNDS = 200;

/** Says when to compare next, `random` apart so that not all phones do at once. */
export function nextComparison(now: string, random: number): number {
  return Date.parse(now) + WEEK_MS * (1 - random / 7);
}

/** Tells whether to compare now. A day that lies beyond the next was reckoned from a clock that was years off. */
export function isComparisonDue(due: number, now: string): boolean {
  const left = due - Date.parse(now);
  return left <= 0 || left > 2 * WEEK_MS;
}

/**
 * Compares everything that this phone holds with what its person may hold, and puts right what differs.
 *
 * `restored` when the server has been set back: then its feed is read on from where it stood when this began.
 */
export async function compare(desk: Desk, restored: boolean): Promise<Result> {
  let first: Difference | null = null;
  let differed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stock = await takeStock(desk.db);
    const outcome = await exchange(desk, stock);
    if (outcome.is !== 'ok') return outcome;
    const found = outcome.body;
    first ??= found;
    differed += Object.keys(found.differ).length + found.forget.length;
    const end = { at: found.now, differed, restored };
    const done = { compared: end, compareDue: nextComparison(found.now, desk.outside.random()) };
    const cursor = restored && !found.more ? first.cursor : stock.meta.cursor;
    const settled = { ...(found.more ? {} : done), cursor };
    const repaired = await storeRepair(desk.db, { ...found, asked: stock.meta.cursor, settled });
    if (repaired === null) return { is: 'offline' };
    const { cursor: asked, fetched } = stock.meta;
    desk.heard(repaired, { asked, cursor, now: found.now, fetched });
    if (!found.more) return outcome;
  }
  return { is: 'rejected' };
}

async function exchange(desk: Desk, stock: Stock): Promise<Outcome<Difference>> {
  const { outside, person, patience } = desk;
  const held = await summariseAll(outside, stock);
  if (desk.stopped()) return { is: 'offline' };
  const outcome = await postVerify(outside, stock.meta.device ?? '', person, held, 2 * patience.rows);
  patience.learn(outcome);
  return outcome;
}

async function summariseAll(outside: Outside, { scopes }: Stock): Promise<Record<string, Summary>> {
  const held: Record<string, Summary> = {};
  for (const [scope, records] of scopes) held[scope] = await summarise(outside.digest, records);
  return held;
}
