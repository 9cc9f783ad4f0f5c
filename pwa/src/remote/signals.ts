import type { Outside } from '#domain/outside';
import { type Sent, type SignalReceipt, wireOf } from '#domain/signal';
import { ask, type Outcome } from '#remote/request';

/** Whose signals go out, from which device, and with what: the cookie, or the phone's own token for them. */
export interface Sender {
  readonly device: string;
  readonly person: string;
  readonly token: string | null;
}

/** A phone in a stairwell must know soon that it was not heard, and try again. */
export const SIGNAL_MS = 10_000;

/** Sends signals; the answer has a receipt for each. */
export function postSignals(
  outside: Outside,
  { device, person, token }: Sender,
  sent: readonly Sent[],
): Promise<Outcome<{ receipts: readonly SignalReceipt[]; now: string }>> {
  const body = { device, person, signals: sent.map(wireOf) };
  return ask(outside, { method: 'POST', path: '/api/v1/signals', body, token, timeoutMs: SIGNAL_MS });
}
