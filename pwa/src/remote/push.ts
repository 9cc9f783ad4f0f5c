import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** Where the maker of this browser takes pushes for it, and what they are sealed with. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Asks for the key of this house, to which a browser subscribes. */
export function fetchPushKey(outside: Outside): Promise<Outcome<{ key: string }>> {
  return ask(outside, { method: 'GET', path: '/api/v1/push/key' });
}

/** Tells the server where pushes for this person's app on this device go. */
export function sendSubscription(
  outside: Outside,
  device: string,
  { endpoint, keys }: Subscription,
): Promise<Outcome<{ id: string }>> {
  return ask(outside, { method: 'POST', path: '/api/v1/push', body: { device, endpoint, keys } });
}

/** Tells the server that nobody takes pushes at this address any more. */
export function sendGone(outside: Outside, endpoint: string): Promise<Outcome<void>> {
  return ask(outside, { method: 'POST', path: '/api/v1/push/gone', body: { endpoint } });
}

/** Asks for a test push to every browser of this person; tells to how many it goes. */
export function askForTest(outside: Outside): Promise<Outcome<{ endpoints: number }>> {
  return ask(outside, { method: 'POST', path: '/api/v1/push/test' });
}
