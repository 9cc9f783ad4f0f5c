import type { Outside } from '#domain/outside';
import { postInvitation } from '#remote/invitations';
import type { Outcome } from '#remote/request';
import { browser } from '#state/browser';
import { phone } from '#state/session';

export type Accepted =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly reason: 'spent' | 'offline' | 'too_many' | 'failed' };

const REASONS: Partial<Record<Outcome<unknown>['is'], 'spent' | 'offline' | 'too_many'>> = {
  rejected: 'spent',
  offline: 'offline',
  not_ours: 'offline',
  too_many: 'too_many',
};

/** The shortest password that the server takes, in characters. */
export const SHORTEST_PASSWORD = 10;

/**
 * Sets somebody's password by their one-time link, and gives the address they sign in with.
 *
 * Nobody is at work yet, so the world is not handed down from a phone.
 */
export async function acceptInvitation(
  token: string,
  password: string,
  outside: Outside = browser(),
): Promise<Accepted> {
  const outcome = await postInvitation(outside, token, password);
  if (outcome.is !== 'ok') return { ok: false, reason: REASONS[outcome.is] ?? 'failed' };
  const { id, email } = outcome.body.person;
  // The cookie may be theirs now: whoever is at work here, in this tab or another, sends nothing by it.
  phone.value?.doubt();
  const channel = outside.channel('doorstep');
  channel.post(id);
  channel.close();
  return { ok: true, email };
}
