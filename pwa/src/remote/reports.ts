import type { Outside } from '#domain/outside';
import type { Report } from '#domain/report';
import { ask, type Outcome } from '#remote/request';

/** How often one case manager had supervision in the last twelve months, and on which day last. */
export interface Supervised {
  readonly account: string;
  readonly name: string;
  readonly held: number;
  readonly last: string | null;
}

/** Asks how often everybody had supervision. */
export function fetchSupervised(outside: Outside): Promise<Outcome<{ people: Supervised[] }>> {
  return ask(outside, { method: 'GET', path: '/api/v1/reports/supervision' });
}

/** Asks how the watch went between two days, both counted, for everybody or for one team. */
export function fetchReport(
  outside: Outside,
  from: string,
  to: string,
  team: string | null,
): Promise<Outcome<Report>> {
  const query = new URLSearchParams({ from, to, ...(team === null ? {} : { team }) });
  return ask(outside, { method: 'GET', path: `/api/v1/reports/safety?${query}` });
}
