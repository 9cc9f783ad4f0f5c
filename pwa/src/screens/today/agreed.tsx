import { isMissed } from '#domain/supervision';
import { Card } from '#parts/card';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { supervisions } from '#state/records';
import { supervision as say } from '#text/en';

/** What was agreed in the last supervision, for as long as the next one is not due. */
export function Agreed() {
  const last = supervisions.value[0];
  const today = localOf(now.value.toISOString(), zone()).slice(0, 10);
  if (last === undefined || isMissed(last.data.held_on, today)) return null;
  const { agreed, done_by } = last.data;
  return (
    <Card heading={say.agreed}>
      {agreed && <p class="prose">{agreed}</p>}
      {done_by && (
        <p>
          <strong>{say.doneBy(done_by)}</strong>
        </p>
      )}
      <p>
        <a class="card__action" href={paths.supervision}>
          {say.all}
        </a>
      </p>
    </Card>
  );
}
