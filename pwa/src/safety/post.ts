import { offsetOf } from '#domain/clock';
import type { Outside } from '#domain/outside';
import { isWaiting, type Sent, type SignalReceipt } from '#domain/signal';
import { forgottenBy } from '#domain/visit';
import type { Outcome } from '#remote/request';
import { postSignals, type Sender } from '#remote/signals';
import { fetchWatch } from '#remote/watch';
import type { Database } from '#storage/database';
import { keepToken, readToken } from '#storage/device-token';
import { keepHeard, readKnown, sendAgain } from '#storage/signals';

/** How a try to reach the server ended: `heard`, not reached, or not let in by cookie or token. */
export type Reached = 'heard' | 'unreached' | 'shut_out';

/** What this phone calls itself, and its token for the person whom it belongs to. */
export interface Own {
  readonly device: string;
  readonly token: string | null;
}

interface Desk {
  readonly outside: Outside;
  readonly db: Database;
  readonly person: string;
  /** Whether the cookie may be this person's: it is tried first. */
  readonly cookie: boolean;
  /** Who this phone is, as last read: a disk that fails silences nobody. */
  readonly self: { is: Own | null };
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

/** Sends what the disk has not taken; gives each with its receipt, where there is one. */
export async function sendUnkept(desk: Desk, unkept: readonly Sent[]): Promise<readonly Sent[]> {
  const outcome: Answer = await asOneself(desk, (sender) => postSignals(desk.outside, sender, unkept));
  if (outcome.is !== 'ok') return unkept;
  const { receipts, now } = outcome.body;
  return unkept.map((one) => {
    const receipt = receipts.find(({ id }) => id === one.signal.id);
    return receipt === undefined ? one : { ...one, receipt, heard: now };
  });
}

/** Asks for the whole of the watch, and keeps the answer. */
export async function askWatch(desk: Desk): Promise<Reached> {
  const began = desk.outside.now();
  const outcome = await asOneself(desk, (sender) => fetchWatch(desk.outside, sender));
  if (outcome.is !== 'ok') return reachedBy(outcome.is);
  const { body } = outcome;
  const measured = measure(desk.outside, body.now, began);
  const known = await readKnown(desk.db);
  const forgotten = forgottenBy({ ...known, watch: body }, known.watch);
  // First: whoever is killed in between must find out again.
  if (forgotten.length > 0) await sendAgain(desk.db, forgotten);
  await keepHeard(desk.db, [], { receipts: [], now: body.now, measured, watch: body });
  return forgotten.length > 0 ? sendWaiting(desk) : 'heard';
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
  const own = await ownOf(desk);
  if (own === null) return { is: 'offline' };
  const { device, token } = own;
  const sender = { device, person: desk.person, token: null };
  const outcome: Outcome<T> = desk.cookie ? await send(sender) : { is: 'sign_in' };
  if (outcome.is !== 'sign_in' || token === null) return outcome;
  const answer = await send({ ...sender, token });
  if (answer.is === 'sign_in') await keepToken(desk.db, device, null);
  return answer;
}

async function ownOf({ db, self }: Desk): Promise<Own | null> {
  const { device, token } = await readToken(db).catch(() => ({ device: null, token: null }));
  if (device !== null) self.is = { device, token };
  return self.is;
}

/** What an outcome other than an answer means for reaching the server. */
export function reachedBy(is: Outcome<unknown>['is']): Exclude<Reached, 'heard'> {
  return is === 'sign_in' || is === 'not_allowed' || is === 'device_revoked' ? 'shut_out' : 'unreached';
}

function measure(outside: Outside, now: string, began: number): { offset: number; at: number } {
  const ended = outside.now();
  return { offset: offsetOf(now, began, ended), at: ended };
}
