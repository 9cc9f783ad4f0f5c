import { Card } from '#parts/card';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { Refusals } from '#screens/common/refusals';
import { Unfinished } from '#screens/common/unfinished';
import { QuestionsCard } from '#screens/questions/questions-card';
import { Returned } from '#screens/review/returned';
import { heldTray } from '#state/held';
import { parkedItems } from '#state/refusals';
import { held, desk as say, today } from '#text/en';

/** What waits for the supervisor: values to choose from, held changes, and what of her own was not accepted. */
export function WaitingCards() {
  const conflicts = openConflicts.value.length;
  const open = heldTray.value.open.length;
  return (
    <>
      <Unfinished />
      <Returned />
      {parkedItems.value.length > 0 && (
        <Card heading={today.needsAttention} urgent>
          <ul class="lines">
            <Refusals />
          </ul>
        </Card>
      )}
      <QuestionsCard />
      {conflicts > 0 && (
        <Card heading={say.conflicts} urgent>
          <p>{say.open(conflicts)}</p>
          <p>
            <a class="card__action" href={paths.conflicts}>
              {say.seeConflicts}
            </a>
          </p>
        </Card>
      )}
      <Card heading={held.heading} urgent={open > 0}>
        <p>{open === 0 ? held.none : held.open(open)}</p>
        <p>
          <a class="card__action" href={paths.held}>
            {held.see}
          </a>
        </p>
      </Card>
    </>
  );
}
