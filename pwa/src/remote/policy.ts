import type { Outside } from '#domain/outside';
import type { Policy, PolicyInForce } from '#domain/policy';
import { ask, type Outcome } from '#remote/request';

const PATH = '/api/v1/policy';

/** Asks for the policy in force. */
export function fetchPolicy(outside: Outside): Promise<Outcome<PolicyInForce>> {
  return ask(outside, { method: 'GET', path: PATH });
}

/** The fields that change, and the newest version that was shown when they were typed. */
export interface PolicyChange {
  readonly policy: Partial<Policy>;
  readonly version: number;
}

/** Asks what a change would make less safe; nothing is changed by it. */
export function tryPolicy(
  outside: Outside,
  change: PolicyChange,
): Promise<Outcome<{ less_safe: readonly string[] }>> {
  return ask(outside, { method: 'PUT', path: PATH, body: { ...change, only_try: true } });
}

/** Changes the policy, or has the change wait for a second person where it makes anybody less safe. */
export function putPolicy(outside: Outside, change: PolicyChange): Promise<Outcome<PolicyInForce>> {
  return ask(outside, { method: 'PUT', path: PATH, body: change });
}

/** Confirms another's change. */
export function confirmPolicy(outside: Outside, version: number): Promise<Outcome<PolicyInForce>> {
  return ask(outside, { method: 'POST', path: `${PATH}/${version}/confirm` });
}
