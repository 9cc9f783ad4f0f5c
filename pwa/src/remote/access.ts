import type { Found, Question, Reason, Sought } from '#domain/access';
import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** Looks for a client whom this person does not hold. */
export function searchClients(
  outside: Outside,
  sought: Sought,
): Promise<Outcome<{ clients: Found[]; too_many: boolean }>> {
  return ask(outside, { method: 'POST', path: '/api/v1/access/search', body: sought });
}

/** Opens a client for four hours. */
export function postAccess(
  outside: Outside,
  client: string,
  reason: Reason,
  note: string,
): Promise<Outcome<{ ends: string }>> {
  return ask(outside, { method: 'POST', path: '/api/v1/access', body: { client, reason, note } });
}

/** Asks for the looks that deserve a question and that nobody has looked at. */
export function fetchQuestions(outside: Outside): Promise<Outcome<{ questions: Question[] }>> {
  return ask(outside, { method: 'GET', path: '/api/v1/audit/questions' });
}

/** Says that somebody has looked at one. */
export function postLooked(outside: Outside, id: string): Promise<Outcome<unknown>> {
  return ask(outside, { method: 'POST', path: `/api/v1/audit/questions/${id}/looked`, body: {} });
}
