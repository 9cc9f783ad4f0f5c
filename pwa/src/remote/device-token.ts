import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** Asks for a token with which this phone hands in this person's work while somebody else is signed in on it. */
export function fetchDeviceToken(outside: Outside, device: string): Promise<Outcome<{ token: string }>> {
  return ask(outside, { method: 'POST', path: `/api/v1/devices/${device}/token` });
}
