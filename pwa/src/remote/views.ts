import type { Outside } from '#domain/outside';
import type { Numbered } from '#domain/view';
import { ask, type Outcome } from '#remote/request';

/** Tells the server what this person had on this phone's screen; it answers up to which number it has entered that. */
export function postViews(
  outside: Outside,
  device: string,
  person: string,
  views: readonly Numbered[],
): Promise<Outcome<{ viewed: number }>> {
  return ask(outside, { method: 'POST', path: '/api/v1/audit/views', body: { device, person, views } });
}
