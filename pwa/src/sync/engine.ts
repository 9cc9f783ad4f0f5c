import { offsetOf } from '#domain/clock';
import { BUILD, RETENTION_MS } from '#domain/protocol';
import type { Receipt } from '#domain/record';
import type { Outcome } from '#remote/request';
import { type Answer, postSync } from '#remote/sync';
import { countWaiting, pruneSent } from '#storage/outbox';
import { nextNumber, parkChange, renumberChanges, resendChanges, sayAgain } from '#storage/sequence';
import { type Batch, collect } from '#sync/collect';
import { compare } from '#sync/compare';
import type { Desk } from '#sync/desk';
import { type Fault, Pace, type Remedy } from '#sync/pace';
import { isLate, type Result } from '#sync/result';
import { storeAnswer } from '#sync/store-answer';

/** What comes after a request; `stuck` when going on would go on for ever. */
type Step = Remedy | 'done' | 'stuck' | 'compare' | 'full';

interface Said {
  readonly outcome: Outcome<Answer>;
  readonly offset: number;
}

/** A page that is on its way already. */
interface Ahead {
  readonly batch: Batch;
  readonly said: Promise<Said>;
}

/**
 * Sends what waits and fetches what is new, a batch and a page at a time, until nothing is left of either.
 *
 * The last outcome is the answer: anything but `ok` means that something is left, and nothing is lost.
 */
export async function synchronise(desk: Desk): Promise<Result> {
  const pace = new Pace(desk.patience, desk.token !== null);
  let ahead: Ahead | null = null;
  for (;;) {
    const batch: Batch = ahead?.batch ?? (await collect(desk.db, pace.size));
    if (desk.stopped()) return { is: 'offline' };
    const { outcome, offset }: Said = await (ahead?.said ?? exchange(desk, pace, batch));
    ahead = readAhead(desk, pace, batch, outcome);
    const step =
      outcome.is === 'ok'
        ? await receive(desk, pace, batch, outcome, offset)
        : remedyFor(outcome, pace, batch.entries);
    const end = await follow(desk, step, outcome);
    if (end !== null) return end;
  }
}

/** Does what comes after a request; gives how the whole ended, or null where it goes on. */
async function follow(desk: Desk, step: Step, outcome: Result): Promise<Result | null> {
  switch (step) {
    case 'again':
      return null;
    case 'compare': {
      const compared = await compare(desk, true);
      return compared.is === 'ok' ? null : compared;
    }
    case 'stuck':
      return { is: 'rejected' };
    case 'full':
      return { is: 'full' };
    default:
      return outcome;
  }
}

const REASONS: Record<Fault, string> = {
  too_large: 'This is larger than the server takes. It is kept on this phone.',
  broken: 'The server could not take this. It is kept on this phone and will be tried again.',
};

/**
 * Asks for the next page while this one is being stored. It is stored only where this one was: its cursor says so.
 *
 * Not while something waits to be sent, and without a word about that: it may be written at this moment.
 */
function readAhead(desk: Desk, pace: Pace, batch: Batch, outcome: Outcome<Answer>): Ahead | null {
  if (outcome.is !== 'ok' || outcome.oldestBuild > BUILD || pace.sendOnly || batch.waits) return null;
  if (!outcome.body.more || outcome.body.compare) return null;
  const meta = { ...batch.meta, cursor: outcome.body.cursor, unconfirmed: [], formerly: [], lost: null };
  const next: Batch = { meta, entries: [], waits: false, unsent: null };
  return { batch: next, said: exchange(desk, pace, next) };
}

async function exchange(desk: Desk, pace: Pace, batch: Batch): Promise<Said> {
  const { outside, person, token } = desk;
  const sent = outside.now();
  const outcome = await postSync(outside, {
    device: batch.meta.device ?? '',
    person,
    token,
    cursor: batch.meta.cursor,
    rows: desk.patience.rows,
    sendOnly: pace.sendOnly,
    entries: batch.entries,
    unsent: batch.unsent,
    forgotten: batch.meta.unconfirmed,
    formerly: batch.meta.formerly,
    lost: batch.meta.lost,
  });
  desk.patience.learn(outcome);
  const offset = outcome.is === 'ok' ? offsetOf(outcome.body.now, sent, outside.now()) : 0;
  return { outcome, offset };
}

/** Stores an answer, and says what is to be done next. */
async function receive(
  desk: Desk,
  pace: Pace,
  batch: Batch,
  { body: answer, oldestBuild }: Outcome<Answer> & { is: 'ok' },
  offset: number,
): Promise<Step> {
  // What a newer server says may be more than this build understands; what it has taken is clear enough.
  if (oldestBuild > BUILD) pace.sendOnly = true;
  const stored = await storeAnswer(desk, batch, answer, offset, pace.sendOnly);
  if (stored === null) return 'again';
  const { applied, full } = stored;
  if (full) pace.sendOnly = true;
  const fault = pace.answered();
  if (fault !== null) {
    await park(desk, REASONS[fault], answer.device_seq);
    return 'again';
  }
  if (answer.compare && (await sayAgain(desk.db, desk.outside.id()))) return 'again';
  if (await catchUp(desk, pace, answer.device_seq)) return pace.outOfOrder() ? 'again' : 'stuck';
  // Not a word about what was sent: asking again would bring no more, but of the feed.
  const unheard = batch.entries.length > 0 && applied.marked.length + applied.left.length === 0;
  if (unheard && !leadsOn(pace, batch, answer)) return 'stuck';
  if ((await desk.db.read(['outbox'], countWaiting)) > 0) return 'again';
  return full ? 'full' : readOn(desk, pace, batch, answer);
}

/** Tells whether the next page is another: a feed that stands still has no end. */
function leadsOn(pace: Pace, { meta }: Batch, { more, cursor }: Answer): boolean {
  return more && cursor !== meta.cursor && !pace.sendOnly;
}

/** Everything is sent: says whether there is more to fetch, and tidies up at the end. */
async function readOn(desk: Desk, pace: Pace, batch: Batch, answer: Answer): Promise<Step> {
  if (pace.sendOnly) return 'done';
  if (answer.compare) return pace.compare() ? 'compare' : 'stuck';
  if (answer.more) return leadsOn(pace, batch, answer) ? 'again' : 'stuck';
  await pruneSent(desk.db, Date.parse(answer.now) - RETENTION_MS);
  return 'done';
}

function remedyFor(outcome: Outcome<Answer>, pace: Pace, entries: Batch['entries']): Remedy {
  const sent = entries.length;
  if (outcome.is === 'too_large') return pace.tooLarge(sent);
  if (outcome.is === 'server_error' || outcome.is === 'rejected') return pace.failed(sent);
  if (outcome.is === 'busy' || isLate(outcome)) return pace.unanswered(sent, entries[0]?.change.id ?? null);
  return 'give_up';
}

/** Sets aside the change that is first in the queue, so that the others can go on. */
async function park(desk: Desk, why: string, counted: number): Promise<void> {
  const { entries } = await collect(desk.db, 1);
  const entry = entries[0];
  if (entry === undefined) return;
  const receipt: Receipt = { id: entry.change.id, status: 'parked', errors: { record: [why] } };
  await parkChange(desk.db, entry, receipt, counted);
}

/**
 * Follows the server's count where that has fallen behind ours: it was set back, and what it has lost is sent
 * again. Where it still does not count on, only what waits goes, under a new name. Tells whether there was need.
 */
async function catchUp(desk: Desk, pace: Pace, deviceSeq: number): Promise<boolean> {
  if (deviceSeq + 1 >= (await nextNumber(desk.db))) return false;
  const device = desk.outside.id();
  if (pace.resent) await renumberChanges(desk.db, device);
  else await resendChanges(desk.db, deviceSeq + 1, device);
  return true;
}
