import { computed, type ReadonlySignal } from '@preact/signals';
import { waitingForDecision } from '#state/held';
import { type PersonHere, peopleOnThisPhone } from '#state/people';
import { phone } from '#state/session';
import { status } from '#state/status';
import { workOfStrangers } from '#state/strangers';

const DAY_MS = 24 * 3_600_000;

/** What keeps the phone itself from being handed over, as codes for the screen's words. */
type Reason = 'found' | 'lost' | 'never_received' | 'not_received_today' | 'not_compared';

/** Whether this phone can be given to somebody else, or back: `safe` when there is no reason against it. */
export interface Safety {
  readonly safe: boolean;
  /** Those of whom something exists only here, or may. */
  readonly people: readonly PersonHere[];
  readonly reasons: readonly Reason[];
  /** Waiting for a supervisor: the server has these, so they are no reason against it. */
  readonly held: number;
  readonly lastReceived: string | null;
  readonly lastCompared: string | null;
}

/** The answer to 'Is it safe to hand over this phone?'. */
export const safeToHandOver: ReadonlySignal<Safety> = computed(() => {
  const people = peopleOnThisPhone.value.filter(hasSomething);
  const facts = {
    held: waitingForDecision.value.length,
    lastReceived: status.value.lastReceived,
    lastCompared: phone.value?.link.compared.value?.at ?? null,
  };
  const reasons = reasonsAgainst(facts, phone.value?.serverTime() ?? 0);
  return { safe: people.length + reasons.length === 0, people, reasons, ...facts };
});

function hasSomething({ left, signals }: PersonHere): boolean {
  return left === null || left.unsent + left.refused + left.drafts + left.missing + signals > 0;
}

function reasonsAgainst(
  { lastReceived, lastCompared }: Pick<Safety, 'lastReceived' | 'lastCompared'>,
  now: number,
): Reason[] {
  // What lies a day ahead was heard before this phone's clock was set back: nobody knows how long ago.
  const old = (at: string | null) => at !== null && Math.abs(now - Date.parse(at)) > DAY_MS;
  const found: readonly [Reason, boolean][] = [
    ['found', workOfStrangers.value === 'found'],
    ['lost', workOfStrangers.value === 'lost'],
    ['never_received', lastReceived === null],
    ['not_received_today', old(lastReceived)],
    ['not_compared', lastCompared === null || old(lastCompared)],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}
