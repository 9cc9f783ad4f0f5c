import { useEffect } from 'preact/hooks';
import { ButtonLink } from '#parts/button';
import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { PhoneProblems } from '#screens/common/problems';
import { Unfinished } from '#screens/common/unfinished';
import { UpdateReady } from '#screens/common/update-ready';
import { Page } from '#screens/shell/page';
import { board, boardNow, look } from '#state/board';
import { alert, board as say } from '#text/en';
import { ClosedAlert } from './alert-card';
import { Alerts, Fresh, Trouble, Visits, Watching } from './board-parts';
import { WatchPlaces } from './places';

/** The board: alerts on top, who is out by the time they have left, who watches, and what is wrong with the watch. */
export function BoardPage() {
  useEffect(look, []);
  return (
    <Page title={say.heading}>
      <WatchPlaces />
      <UpdateReady />
      <PhoneProblems />
      {board.value === null ? (
        <Fresh />
      ) : (
        <div class="columns columns--reading">
          <div>
            <Alerts />
            <Trouble />
            <Visits />
            <p class="quiet board__promise">{say.noWatch}</p>
          </div>
          <div>
            <Shift />
            <Card heading={say.watching}>
              <Watching />
            </Card>
            <Unfinished />
            <Closed />
          </div>
        </div>
      )}
    </Page>
  );
}

function Shift() {
  const me = board.value?.me;
  if (me === undefined) return null;
  return (
    <Card heading={me.on_duty ? say.youAre : say.notOnDuty} urgent={!me.on_duty}>
      {me.on_duty && me.until !== null && <p>{say.onDutyUntil(me.until, boardNow.value, zone())}</p>}
      <Fresh />
      <div class="banner__actions">
        {!me.on_duty && <ButtonLink href={paths.duty}>{say.goOnDuty}</ButtonLink>}
        <ButtonLink look="secondary" href={paths.wall}>
          {say.toWall}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Closed() {
  const closed = board.value?.closed ?? [];
  if (closed.length === 0) return null;
  return (
    <Card heading={say.closed}>
      <ul class="lines">
        {closed.map((one) => (
          <ClosedAlert
            key={one.id}
            alert={one}
            words={alert.ended(
              alert.outcomeOf(one.outcome, one.kind),
              one.resolved_by,
              one.resolved ?? one.opened,
              boardNow.value,
              zone(),
            )}
          />
        ))}
      </ul>
    </Card>
  );
}
