import { useLocation } from 'preact-iso';
import { type BoardAlert, isUntaken } from '#domain/board';
import { Button, ButtonLink } from '#parts/button';
import { Tag } from '#parts/tag';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { act } from '#state/alerts';
import { person } from '#state/session';
import { board as say } from '#text/en';
import { AlertMarks } from './alert-marks';
import { Standing } from './standing';

interface AlertCardProps {
  alert: BoardAlert;
  /** On the wall nobody presses anything. */
  still?: boolean;
}

/** An alert on the board: what it is about, since when, who has it, what happens next, and taking it. */
export function AlertCard({ alert, still = false }: AlertCardProps) {
  const untaken = isUntaken(alert);
  return (
    <li class={`alert-card alert-card--${alert.grade} ${untaken ? 'alert-card--untaken' : ''}`}>
      <AlertMarks alert={alert} />
      <h3 class="alert-card__title">
        <a href={paths.alert(alert.id)}>{say.title(alert)}</a>
      </h3>
      {alert.reason && <p>{alert.reason}</p>}
      <Standing alert={alert} />
      <p>
        {say.has(alert, person.value?.id, zone())}{' '}
        {untaken && alert.next_action_at && say.nextStep(alert, alert.next_action_at, zone())}
      </p>
      {!still && <Actions alert={alert} />}
    </li>
  );
}

function Actions({ alert }: { alert: BoardAlert }) {
  const { route } = useLocation();
  const doing = useDoing();
  const take = async () => {
    if (await doing.run(() => act(alert.id, 'acknowledge'))) route(paths.alert(alert.id));
  };
  const mayTake = alert.owner === null && !alert.mine;
  return (
    <>
      <Failure words={doing.words} />
      <div class="banner__actions">
        {mayTake && (
          <Button busy={doing.busy} onClick={take}>
            {say.take}
          </Button>
        )}
        <ButtonLink look="secondary" href={paths.alert(alert.id)}>
          {say.open}
        </ButtonLink>
      </div>
    </>
  );
}

/** An alert that is closed: one line. */
export function ClosedAlert({ alert, words }: { alert: BoardAlert; words: string }) {
  return (
    <li class="closed-alert">
      <p class="entry__marks">
        <a href={paths.alert(alert.id)}>{say.title(alert)}</a>
        {alert.drill && <Tag tone="plain">{say.drill}</Tag>}
      </p>
      <p class="quiet">{words}</p>
    </li>
  );
}
