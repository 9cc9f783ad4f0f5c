import type { Outcome } from '#remote/request';

/** How a talk with the server ended; `full` when this phone had no room for what it fetched. */
export type Result = Outcome<unknown> | { readonly is: 'full' };

/** Tells whether an answer did not come in time. */
export function isLate(outcome: Result): boolean {
  return outcome.is === 'offline' && outcome.timedOut === true;
}
