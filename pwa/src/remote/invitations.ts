import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** Sets somebody's password by their one-time link; where it is their first, the cookie is theirs from then on. */
export function postInvitation(
  outside: Outside,
  token: string,
  password: string,
): Promise<Outcome<{ person: { id: string; email: string } }>> {
  const path = `/api/v1/invitations/${encodeURIComponent(token)}`;
  return ask(outside, { method: 'POST', path, body: { password } });
}
