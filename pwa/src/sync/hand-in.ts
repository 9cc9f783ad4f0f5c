import { keepToken, readToken } from '#storage/device-token';
import { collect } from '#sync/collect';
import type { Desk } from '#sync/desk';
import { synchronise } from '#sync/engine';
import type { Result } from '#sync/result';

/** A server that waits for somebody's last word may have asked for it anew, and does not say so. */
const SAY_AGAIN_MS = 3_600_000;

const NOTHING_TO_SAY: Result = { is: 'ok', body: null, oldestBuild: 0 };

/**
 * Hands in with the phone's own token what waits, and says how much is left; fetches nothing, but is told what may
 * no longer be on this phone. With `asks` also where there is nothing to say: whose cookie is refused may have left.
 *
 * `sign_in` when there is no token that the server takes: then it waits for its person.
 */
export async function handIn(desk: Omit<Desk, 'token'>, asks = false): Promise<Result> {
  const { device, token } = await readToken(desk.db);
  if (device === null || !(asks || (await hasNews(desk)))) return NOTHING_TO_SAY;
  if (token === null) return { is: 'sign_in' };
  const speak = () => synchronise({ ...desk, token });
  const first = await speak();
  // What was said to be unsent went along with it: that nothing is left has to be said after.
  const result = first.is === 'ok' && (await hasNews(desk)) ? await speak() : first;
  if (result.is !== 'sign_in' && result.is !== 'not_allowed') return result;
  await keepToken(desk.db, device, null);
  return { is: 'sign_in' };
}

/** Tells whether something waits, or the server has not heard what is unsent here, or not for an hour. */
async function hasNews({ outside, db }: Omit<Desk, 'token'>): Promise<boolean> {
  const { entries, unsent, meta } = await collect(db, 1);
  const { reported, offset } = meta;
  if (entries.length > 0 || reported === null || reported.unsent !== unsent?.count) return true;
  return Math.abs(outside.now() + (offset ?? 0) - reported.at) > SAY_AGAIN_MS;
}
