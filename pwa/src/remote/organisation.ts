import type { Colleague, DeskRules } from '#domain/organisation';
import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** Asks who has an account here. */
export function fetchPeople(outside: Outside): Promise<Outcome<{ people: readonly Colleague[] }>> {
  return ask(outside, { method: 'GET', path: '/api/v1/people' });
}

/** Sets the rules of the desk, which stood as `was` for whoever sets them; gives them as they are in force. */
export function putDeskRules(
  outside: Outside,
  rules: DeskRules,
  was: DeskRules,
): Promise<Outcome<DeskRules>> {
  return ask(outside, { method: 'PUT', path: '/api/v1/desk/rules', body: { ...rules, was } });
}
