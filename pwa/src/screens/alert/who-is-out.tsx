import { isOut, standingOf } from '#domain/board';
import { Card } from '#parts/card';
import { VisitLine } from '#screens/watch/visit-line';
import { boardNow, boardVisits } from '#state/board';
import { board as say } from '#text/en';

/** Who is behind a door now, each with the way to their page: for an alert that is about all of them. */
export function WhoIsOut() {
  const out = boardVisits.value.filter((one) => isOut(standingOf(one, boardNow.value)));
  return (
    <Card heading={say.visits}>
      {out.length === 0 && <p>{say.noVisits}.</p>}
      <ul class="list visits">
        {out.map((visit) => (
          <VisitLine key={visit.id} visit={visit} />
        ))}
      </ul>
    </Card>
  );
}
