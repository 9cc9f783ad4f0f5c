import { offsetOf } from '#domain/clock';
import type { Outside } from '#domain/outside';
import { isWaiting, type Sent, type SignalReceipt } from '#domain/signal';
import type { Outcome } from '#remote/request';
import { postSignals, type Sender } from '#remote/signals';
import { fetchWatch } from '#remote/watch';
import type { Database } from '#storage/database';
import { keepToken, readToken } from '#storage/device-token';
import { keepHeard, readKnown } from '#storage/signals';

/** How a try to reach the server ended: `heard`, not reached, or not let in by cookie or token. */
export type Reached = 'heard' | 'unreached' | 'shut_out';

interface Desk {
  readonly outside: Outside;
  readonly db: Database;
  readonly person: string;
  /** Whether the cookie may be this person's: it is tried first. */
  readonly cookie: boolean;
}

type Answer = Outcome<{ receipts: readonly SignalReceipt[]; now: string }>;

/** So many fit in one request of 64 KB, however much each says. */
const MOST = 40;

/** Sends all that waits, in its order, and keeps every receipt. One that the server cannot read stops no other. */
export async function sendWaiting(desk: Desk): Promise<Reached> {
  for (;;) {
    const waiting = (await readKnown(desk.db)).sent.filter(isWaiting);
    if (waiting.length === 0) return 'heard';
    const [reached, left] = await deliver(desk, waiting.slice(0, MOST));
    if (reached !== 'heard' || left > 0) return reached === 'heard' ? 'unreached' : reached;
  }
}

/** Asks for the whole of the watch, and keeps the answer. */
export async function askWatch(desk: Desk): Promise<Reached> {
  const began = desk.outside.now();
  const outcome = await asOneself(desk, (sender) => fetchWatch(desk.outside, sender));
  if (outcome.is !== 'ok') return reachedBy(outcome.is);
  const { body } = outcome;
  const measured = measure(desk.outside, body.now, began);
  await keepHeard(desk.db, [], { receipts: [], now: body.now, measured, watch: body });
  return 'heard';
}

/** Delivers a batch; what the server cannot read as a whole is halved until the one that it cannot read is alone. */
async function deliver(desk: Desk, batch: readonly Sent[]): Promise<[Reached, left: number]> {
  const began = desk.outside.now();
  const outcome: Answer = await asOneself(desk, (sender) => postSignals(desk.outside, sender, batch));
  if (outcome.is === 'ok') {
    const { receipts, now } = outcome.body;
    await keepHeard(desk.db, batch, { receipts, now, measured: measure(desk.outside, now, began) });
    return ['heard', batch.filter(({ signal }) => !receipts.some(({ id }) => id === signal.id)).length];
  }
  const unread = outcome.is === 'rejected' || outcome.is === 'too_large' || outcome.is === 'server_error';
  if (!unread || batch.length === 1) return [reachedBy(outcome.is), batch.length];
  const half = Math.ceil(batch.length / 2);
  const [first, leftFirst] = await deliver(desk, batch.slice(0, half));
  const [second, leftSecond] = await deliver(desk, batch.slice(half));
  return [first === 'heard' ? second : first, leftFirst + leftSecond];
}

/** Asks with the cookie where it may be this person's; where it is not, with the phone's own token for them. */
async function asOneself<T>(desk: Desk, send: (sender: Sender) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const { device, token } = await readToken(desk.db);
  if (device === null) return { is: 'offline' };
  const sender = { device, person: desk.person, token: null };
  const outcome: Outcome<T> = desk.cookie ? await send(sender) : { is: 'sign_in' };
  if (outcome.is !== 'sign_in' || token === null) return outcome;
  const own = await send({ ...sender, token });
  if (own.is === 'sign_in') await keepToken(desk.db, device, null);
  return own;
}

/** What an outcome other than an answer means for reaching the server. */
export function reachedBy(is: Outcome<unknown>['is']): Exclude<Reached, 'heard'> {
  return is === 'sign_in' || is === 'not_allowed' || is === 'device_revoked' ? 'shut_out' : 'unreached';
}

function measure(outside: Outside, now: string, began: number): { offset: number; at: number } {
  const ended = outside.now();
  return { offset: offsetOf(now, began, ended), at: ended };
}
