import { offsetOf } from '#domain/clock';
import type { Outside } from '#domain/outside';
import type { Receipt } from '#domain/record';
import type { Outcome } from '#remote/request';
import { type Answer, postSync } from '#remote/sync';
import type { Database } from '#storage/database';
import { countWaiting } from '#storage/outbox';
import { type Applied, storePage } from '#storage/page';
import { parkChange, renumberChanges } from '#storage/sequence';
import { type Batch, collect } from '#sync/collect';
import { Pace, type Remedy } from '#sync/pace';

/**
 * What the engine works with. `heard` is told of each answer once it is stored; `stopped` is asked before each
 * request whether to go on: the person may have signed out, and the cookie be somebody else's.
 */
export interface Desk {
  readonly outside: Outside;
  readonly db: Database;
  readonly heard: (applied: Applied, answer: Answer) => void;
  readonly stopped: () => boolean;
}

export type Result = Outcome<Answer>;

/** What comes after a request; `stuck` when going on would go on for ever. */
type Step = Remedy | 'done' | 'stuck';

/**
 * Sends what waits and fetches what is new, a batch and a page at a time, until nothing is left of either.
 *
 * The last outcome is the answer: anything but `ok` means that something is left, and nothing is lost.
 */
export async function synchronise(desk: Desk): Promise<Result> {
  const pace = new Pace();
  for (;;) {
    const batch = await collect(desk.db, pace.size);
    if (desk.stopped()) return { is: 'offline' };
    const { outcome, offset } = await exchange(desk, batch);
    const step =
      outcome.is === 'ok'
        ? await receive(desk, pace, batch, outcome.body, offset)
        : remedyFor(outcome, pace, batch.entries.length);
    if (step === 'park') await park(desk, outcome.is === 'too_large' ? TOO_LARGE : BROKEN);
    else if (step === 'stuck') return { is: 'rejected' };
    else if (step !== 'again') return outcome;
  }
}

const TOO_LARGE = 'This is larger than the server takes. It is kept on this phone.';
const BROKEN = 'The server could not take this. It is kept on this phone and will be tried again.';

async function exchange(desk: Desk, batch: Batch): Promise<{ outcome: Result; offset: number }> {
  const { outside } = desk;
  const sent = outside.now();
  const outcome = await postSync(outside, {
    device: batch.meta.device ?? '',
    cursor: batch.meta.cursor,
    entries: batch.entries,
    unsent: { count: batch.count, oldest_at: batch.oldest },
    forgotten: batch.meta.unconfirmed,
  });
  const offset = outcome.is === 'ok' ? offsetOf(outcome.body.now, sent, outside.now()) : 0;
  return { outcome, offset };
}

/** Stores an answer, and says what is to be done next. */
async function receive(desk: Desk, pace: Pace, batch: Batch, answer: Answer, offset: number): Promise<Step> {
  const applied = await storePage(desk.db, {
    ...answer,
    asked: batch.meta.cursor,
    sent: batch.entries,
    confirmed: batch.meta.unconfirmed,
    offset,
  });
  if (applied === null) return 'again';
  desk.heard(applied, answer);
  if (pace.answered() === 'park') return 'park';
  if (answer.receipts.some((receipt) => receipt.status === 'out_of_order')) {
    await catchUp(desk, answer.device_seq);
    return pace.outOfOrder() ? 'again' : 'stuck';
  }
  // Not a word about what was sent: asking again would bring no more.
  if (batch.entries.length > 0 && applied.marked.length + applied.left.length === 0) return 'stuck';
  return answer.more || (await desk.db.read(['outbox'], countWaiting)) > 0 ? 'again' : 'done';
}

function remedyFor(outcome: Result, pace: Pace, sent: number): Remedy {
  if (outcome.is === 'too_large') return pace.tooLarge(sent);
  if (outcome.is === 'server_error' || outcome.is === 'rejected') return pace.failed(sent);
  return 'give_up';
}

/** Sets aside the change that is first in the queue, so that the others can go on. */
async function park(desk: Desk, why: string): Promise<void> {
  const { entries } = await collect(desk.db, 1);
  const entry = entries[0];
  if (entry === undefined) return;
  const receipt: Receipt = { id: entry.change.id, status: 'parked', errors: { record: [why] } };
  await parkChange(desk.db, entry, receipt);
}

/** Follows the server's count: what it has is sent again from there, or under a new name where that cannot be. */
async function catchUp(desk: Desk, deviceSeq: number): Promise<void> {
  const { entries } = await collect(desk.db, 1);
  if ((entries[0]?.order ?? 0) > deviceSeq + 1) await renumberChanges(desk.db, desk.outside.id());
}
