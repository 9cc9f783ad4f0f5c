import type { Board } from '#domain/board';
import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

const TIMEOUT_MS = 10_000;

/** Asks how the watch stands. To ask is to be there, so a tab in which nobody watches says that it is not attended. */
export function fetchBoard(outside: Outside, attended: boolean): Promise<Outcome<Board>> {
  const path = attended ? '/api/v1/board' : '/api/v1/board?attended=false';
  return ask(outside, { method: 'GET', path, timeoutMs: TIMEOUT_MS });
}
