import type { Duty, Post, Rota } from '#domain/duty';
import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** Asks who is on duty, and will be. */
export function fetchRota(outside: Outside): Promise<Outcome<Rota>> {
  return ask(outside, { method: 'GET', path: '/api/v1/duty' });
}

/** A time on duty to be: nobody named is oneself, no beginning is now. */
export interface NewDuty {
  readonly account: string | null;
  readonly post: Post;
  readonly begins: string | null;
  readonly ends: string;
}

/** Puts somebody on duty. */
export function postDuty(outside: Outside, duty: NewDuty): Promise<Outcome<Duty>> {
  return ask(outside, { method: 'POST', path: '/api/v1/duty', body: duty });
}

/** Takes somebody off duty. */
export function deleteDuty(outside: Outside, id: string): Promise<Outcome<void>> {
  return ask(outside, { method: 'DELETE', path: `/api/v1/duty/${encodeURIComponent(id)}` });
}

/** Says that this person has heard the siren. */
export function postSoundTest(outside: Outside): Promise<Outcome<void>> {
  return ask(outside, { method: 'POST', path: '/api/v1/duty/test', body: { sound: true } });
}
