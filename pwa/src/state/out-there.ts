import { type BoardVisit, isOut, standingOf } from '#domain/board';
import { boardNow, boardVisits, freshness } from '#state/board';
import { visitOf } from '#state/records';

/**
 * The visit to a client on which somebody is now, or should be back from.
 *
 * Undefined also where that is not known, because the watch was not heard lately: the server goes by what it knows.
 */
export function visitTo(client: string): BoardVisit | undefined {
  if (freshness.value.stale) return undefined;
  return boardVisits.value.find(
    (visit) => isOut(standingOf(visit, boardNow.value)) && visitOf(visit.id)?.client === client,
  );
}
