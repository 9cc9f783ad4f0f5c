import type { BoardAlert, PastAlert } from '#domain/board';
import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** What a person can do about an alert. */
export type AlertVerb = 'acknowledge' | 'progress' | 'take_over' | 'resolve' | 'reopen';

const TIMEOUT_MS = 10_000;

/** Tells the server what a person does about an alert; gives it as it stands then. The same id counts once. */
export function postAlert(
  outside: Outside,
  id: string,
  verb: AlertVerb,
  said: { readonly id: string; readonly note?: string; readonly outcome?: string; readonly kind?: string },
): Promise<Outcome<BoardAlert>> {
  const path = `/api/v1/alerts/${encodeURIComponent(id)}/${verb}`;
  return ask(outside, { method: 'POST', path, body: said, timeoutMs: TIMEOUT_MS });
}

/** Asks for the latest alerts from visits to a client. */
export function getPastAlerts(
  outside: Outside,
  client: string,
): Promise<Outcome<{ alerts: readonly PastAlert[] }>> {
  return ask(outside, { method: 'GET', path: `/api/v1/clients/${client}/alerts`, timeoutMs: TIMEOUT_MS });
}

/** Begins a drill, for oneself or for another monitor. */
export function postDrill(outside: Outside, account: string | null): Promise<Outcome<BoardAlert>> {
  return ask(outside, { method: 'POST', path: '/api/v1/drills', body: { account } });
}

/** Tells the server what a monitor has agreed with a worker by phone: more time, or that the visit is over. */
export function postVisit(
  outside: Outside,
  id: string,
  verb: 'extend' | 'end',
  said: { readonly id?: string; readonly minutes?: number; readonly note: string },
): Promise<Outcome<unknown>> {
  const path = `/api/v1/visits/${encodeURIComponent(id)}/${verb}`;
  return ask(outside, { method: 'POST', path, body: said, timeoutMs: TIMEOUT_MS });
}
