import type { Outside } from '#domain/outside';
import type { SeenPage } from '#domain/seen';
import { ask, type Outcome } from '#remote/request';

/** Asks who saw or changed what is about a client, or what one person did; `before` is the end of the last page. */
export function fetchSeen(
  outside: Outside,
  about: 'clients' | 'people',
  id: string,
  before: string | null,
): Promise<Outcome<SeenPage>> {
  const query = before === null ? '' : `?before=${before}`;
  return ask(outside, { method: 'GET', path: `/api/v1/audit/${about}/${id}${query}` });
}
