import { computed, type ReadonlySignal } from '@preact/signals';
import type { Held } from '#domain/kinds';
import type { Change, Entry, Viewed } from '#domain/record';
import { changeRecord } from '#state/actions';
import { decisionRecords, heldRecords } from '#state/records';
import { phone } from '#state/session';

type Decided = 'accepted' | 'declined';

/** What became of a held change, for the one who wrote it; `change` is null when it was written elsewhere. */
export interface Told {
  readonly id: string;
  readonly decision: Decided;
  readonly reason: string | null;
  readonly ofKind: string | null;
  readonly decidedName: string | null;
  readonly decidedAt: string;
  readonly change: Change | null;
}

/** The supervisor's tray: what waits, the longest first, and what was decided, the newest first. */
export const heldTray: ReadonlySignal<{ open: Viewed<Held>[]; decided: Viewed<Held>[] }> = computed(() => {
  const isOpen = ({ data }: Viewed<Held>) => (data.decision ?? null) === null;
  const all = heldRecords.value;
  return { open: all.filter(isOpen).reverse(), decided: all.filter((held) => !isOpen(held)) };
});

/** Says in plain words what is wrong with a decision, by field; empty where nothing is. */
export function checkDecision(decision: Decided, reason: string): Record<string, string[]> {
  const told = decision === 'accepted' || reason.trim() !== '';
  return told ? {} : { reason: ['Say why, for the one who wrote it.'] };
}

/** Accepts a held change, or declines it with a reason. */
export async function decideHeld(id: string, decision: Decided, reason = ''): Promise<void> {
  await changeRecord('held', id, { decision, reason }, { decision: null, reason: null });
}

/** The writer's own changes about which nobody has decided yet. */
export const waitingForDecision: ReadonlySignal<Change[]> = computed(() => {
  const decided = new Set(decisionRecords.value.map(({ data }) => data.change));
  return heldEntries()
    .map((entry) => entry.change)
    .filter((change) => !decided.has(change.id));
});

/** What became of the writer's held changes, until they put it away; the newest first. */
export const decisions: ReadonlySignal<Told[]> = computed(() => {
  const away = new Set(phone.value?.link.putAway.value);
  const entries = new Map(heldEntries().map((entry) => [entry.change.id, entry.change]));
  return decisionRecords.value
    .filter(({ id }) => !away.has(id))
    .map(({ id, data, made }) => ({
      id,
      decision: data.decision === 'accepted' ? 'accepted' : 'declined',
      reason: data.reason ?? null,
      ofKind: data.of_kind ?? null,
      decidedName: data.decided_name ?? null,
      decidedAt: made.at,
      change: entries.get(data.change ?? '') ?? null,
    }));
});

/** The writer has seen a decision and needs it no more. */
export async function putAway(decision: string): Promise<void> {
  const found = decisionRecords.value.find(({ id }) => id === decision);
  await phone.value?.putAway(decision, found?.data.change ?? '');
}

function heldEntries(): Entry[] {
  return phone.value?.shelf.outbox.value.filter((entry) => entry.state === 'held') ?? [];
}
