import { useEffect } from 'preact/hooks';
import { type AlertKind, type BoardAlert, isGoingOn, isUntold } from '#domain/board';
import { Card } from '#parts/card';
import { EmptyState } from '#parts/empty-state';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Page } from '#screens/shell/page';
import { AlertMarks } from '#screens/watch/alert-marks';
import { alertOf, board, boardNow, look } from '#state/board';
import { person } from '#state/session';
import { board as boardText, alert as say } from '#text/en';
import { Agreed } from './agreed';
import { AlertScript } from './alert-script';
import { AlertTimeline } from './alert-timeline';
import { Mine } from './mine';
import { Reopen } from './reopen';
import { KnownRisk, Where } from './where';
import { TakeIt, WhoHasIt } from './who-has-it';
import { WhoIsOut } from './who-is-out';

/** What is wrong with the watch itself is about everybody who is out. */
const ABOUT_ALL: readonly AlertKind[] = ['nobody_watching', 'engine_degraded'];

/** One alert: what to do, where, what is known of the risk, what happened, and taking it, working on it, closing it. */
export function AlertPage({ id }: { id: string }) {
  useEffect(look, []);
  const alert = alertOf(id);
  if (alert !== undefined) return <Known alert={alert} />;
  return (
    <Page
      title={board.value === null ? boardText.heading : say.notFound}
      back={paths.board}
      waiting={board.value === null}
    >
      {board.value === null ? (
        <p role="status">{boardText.notYet}</p>
      ) : (
        <EmptyState title={say.notFound}>
          <p>{say.notFoundHelp}</p>
        </EmptyState>
      )}
    </Page>
  );
}

function Known({ alert }: { alert: BoardAlert }) {
  const isClosed = alert.state === 'resolved';
  const mine = alert.owner !== null && alert.owner.account === person.value?.id;
  return (
    <Page title={boardText.title(alert)} back={paths.board}>
      <AlertMarks alert={alert} />
      {alert.reason && <p>{alert.reason}</p>}
      {isClosed ? <Reopen alert={alert} /> : <WhoHasIt alert={alert} />}
      {!isClosed && !mine && <TakeIt alert={alert} />}
      <div class="columns columns--reading">
        <div>
          {isClosed ? <AlertTimeline alert={alert} /> : <AlertScript alert={alert} />}
          {!isClosed && ABOUT_ALL.includes(alert.kind) && <WhoIsOut />}
          {mine && !isClosed && <Mine alert={alert} />}
          {mine && !isClosed && alert.visit !== null && alert.kind !== 'duress' && (
            <Agreed visit={alert.visit} />
          )}
        </div>
        <div>
          {alert.worker !== null && <Where at={alert} now={boardNow.value} />}
          {alert.worker !== null && <KnownRisk risk={alert.risk} />}
          <Told alert={alert} />
          {!isClosed && <AlertTimeline alert={alert} />}
        </div>
      </div>
    </Page>
  );
}

function Told({ alert }: { alert: BoardAlert }) {
  const { told, next_action_at } = alert;
  const none = isUntold(alert) ? boardText.untold : say.toldNobody;
  return (
    <Card heading={say.told}>
      <p>{told.length === 0 ? none : told.join(', ')}</p>
      {isGoingOn(alert) && next_action_at !== null && (
        <p class="quiet">{boardText.nextStep(alert, next_action_at, zone())}</p>
      )}
    </Card>
  );
}
