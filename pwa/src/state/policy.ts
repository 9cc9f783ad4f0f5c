import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PolicyInForce } from '#domain/policy';
import { confirmPolicy, fetchPolicy, type PolicyChange, putPolicy, tryPolicy } from '#remote/policy';
import type { Outcome } from '#remote/request';
import { type Done, doneOf } from '#state/alerts';
import { desk } from '#state/making';
import { phone } from '#state/session';

const known = signal<{ by: string; policy: PolicyInForce } | null>(null);

/** The escalation policy as the server last said; null before its first answer. */
export const policyInForce: ReadonlySignal<PolicyInForce | null> = computed(() =>
  known.value?.by === phone.value?.person.id ? (known.value?.policy ?? null) : null,
);

/** Asks the server for the policy; tells whether it answered. */
export async function askPolicy(): Promise<boolean> {
  return take(await fetchPolicy(desk().outside)).ok;
}

/** Asks what a change would make less safe, in sentences. */
export async function whatIsLessSafe(change: PolicyChange): Promise<Done & { less?: readonly string[] }> {
  const outcome = await tryPolicy(desk().outside, change);
  return outcome.is === 'ok' ? { ok: true, less: outcome.body.less_safe } : doneOf(outcome);
}

/** Changes the policy; where it makes anybody less safe, it waits for a second person. */
export async function changePolicy(change: PolicyChange): Promise<Done> {
  return take(await putPolicy(desk().outside, change));
}

/** Confirms another's change. */
export async function confirmChange(version: number): Promise<Done> {
  return take(await confirmPolicy(desk().outside, version));
}

function take(outcome: Outcome<PolicyInForce>): Done {
  if (outcome.is === 'ok') known.value = { by: desk().person.id, policy: outcome.body };
  return doneOf(outcome);
}
