import type { Board } from '#domain/board';
import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

const TIMEOUT_MS = 10_000;

/** Asks how the watch stands; to ask is to be there. */
export function fetchBoard(outside: Outside): Promise<Outcome<Board>> {
  return ask(outside, { method: 'GET', path: '/api/v1/board', timeoutMs: TIMEOUT_MS });
}
