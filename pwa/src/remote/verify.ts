import type { Summary } from '#domain/compare';
import type { Outside } from '#domain/outside';
import { PROTOCOL } from '#domain/protocol';
import type { Row } from '#domain/record';
import { ask, type Outcome } from '#remote/request';

/**
 * What differs: by scope the ids and versions that belong there, with the records to put there.
 *
 * `known` are all ids there are of each client that is being handed over: nothing new comes of those.
 */
export interface Difference {
  readonly differ: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly records: readonly Row[];
  readonly forget: readonly string[];
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly cursor: string;
  readonly more: boolean;
  readonly now: string;
}

/**
 * Asks the server to compare what this phone holds, by scope, with what its `person` may hold. The answer brings
 * the first client that differs, and others up to so many records.
 */
export function postVerify(
  outside: Outside,
  device: string,
  person: string,
  held: Readonly<Record<string, Summary>>,
  limit: number,
): Promise<Outcome<Difference>> {
  const body = { protocol: PROTOCOL, device, person, held, limit };
  return ask(outside, { method: 'POST', path: '/api/v1/verify', body });
}
