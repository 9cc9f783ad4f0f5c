import type { Outside } from '#domain/outside';
import type { Watch } from '#domain/signal';
import { ask, type Outcome } from '#remote/request';
import { type Sender, SIGNAL_MS } from '#remote/signals';

/** Asks how the watch over this worker stands; who it is about is said, because a cookie may be somebody else's by now. */
export function fetchWatch(outside: Outside, { person, token }: Sender): Promise<Outcome<Watch>> {
  const path = `/api/v1/watch?person=${person}`;
  return ask(outside, { method: 'GET', path, token, timeoutMs: SIGNAL_MS });
}

/** Sets both PINs of whoever is signed in, each sealed for the server. */
export function putPins(outside: Outside, right: string, duress: string): Promise<Outcome<unknown>> {
  return ask(outside, { method: 'PUT', path: '/api/v1/pin', body: { right, duress } });
}
