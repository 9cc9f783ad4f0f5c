import { computed, type ReadonlySignal } from '@preact/signals';
import { drafts } from '#state/drafts';
import { waitingForDecision } from '#state/held';
import { peopleOnThisPhone } from '#state/people';
import { parkedItems } from '#state/refusals';
import { phone } from '#state/session';
import { status } from '#state/status';

const DAY_MS = 24 * 3_600_000;

/** Why a phone should not leave its person's hands, as codes for the screen's words. */
type Reason =
  | 'unsent'
  | 'refused'
  | 'drafts'
  | 'others_unsent'
  | 'never_received'
  | 'not_received_today'
  | 'not_compared';

/** Whether this phone can be given to somebody else, or back: `safe` when there is no reason against it. */
export interface Safety {
  readonly safe: boolean;
  readonly reasons: readonly Reason[];
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  readonly refused: number;
  readonly drafts: number;
  /** Waiting for a supervisor: the server has these, so they are no reason against it. */
  readonly held: number;
  readonly othersUnsent: number;
  readonly lastReceived: string | null;
  readonly lastCompared: string | null;
}

/** The answer to 'Is it safe to hand over this phone?'. */
export const safeToHandOver: ReadonlySignal<Safety> = computed(() => {
  const { oldestUnsent, lastReceived } = status.value;
  const outbox = phone.value?.shelf.outbox.value ?? [];
  const facts = {
    unsent: outbox.filter((entry) => entry.state === 'waiting').length,
    oldestUnsent,
    refused: parkedItems.value.length,
    drafts: drafts.value.length,
    held: waitingForDecision.value.length,
    othersUnsent: peopleOnThisPhone.value.reduce((all, one) => all + (one.atWork ? 0 : one.unsent), 0),
    lastReceived,
    lastCompared: phone.value?.link.compared.value?.at ?? null,
  };
  const reasons = reasonsAgainst(facts, phone.value?.serverTime() ?? 0);
  return { safe: reasons.length === 0, reasons, ...facts };
});

function reasonsAgainst(facts: Omit<Safety, 'safe' | 'reasons'>, now: number): Reason[] {
  const old = (at: string | null) => at !== null && now - Date.parse(at) > DAY_MS;
  const { lastReceived, lastCompared } = facts;
  const found: readonly [Reason, boolean][] = [
    ['unsent', facts.unsent > 0],
    ['refused', facts.refused > 0],
    ['drafts', facts.drafts > 0],
    ['others_unsent', facts.othersUnsent > 0],
    ['never_received', lastReceived === null],
    ['not_received_today', old(lastReceived)],
    ['not_compared', lastCompared === null || old(lastCompared)],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}
