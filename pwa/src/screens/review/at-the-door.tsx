import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PastAlert } from '#domain/board';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { fetchPastAlerts } from '#state/alerts';
import { visitsOf } from '#state/records';
import { dayAndClock, weekday } from '#text/dates';
import { alert as alertText, board, codes, review as say } from '#text/en';

const LAST = 3;

/** The last visits to a client's home that are over or were called off, and what alerts there were. */
export function AtTheDoor({ client }: { client: string }) {
  const over = visitsOf(client).filter(({ data }) => data.state === 'done' || data.state === 'cancelled');
  const alerts = usePastAlerts(client);
  return (
    <section aria-labelledby="at-the-door">
      <h3 class="nhsuk-heading-s" id="at-the-door">
        {say.atTheDoor}
      </h3>
      <ul class="lines">
        {over.slice(0, LAST).map(({ id, data }) => (
          <li key={id}>
            <a class="card__action" href={paths.visit(client, id)}>
              {weekday(data.planned_at, zone())}
            </a>{' '}
            <span class="quiet">
              {data.state === 'cancelled' ? say.calledOff : codes('outcome', data.outcome ?? '')}
            </span>
          </li>
        ))}
        {alerts === null && <li class="quiet">{say.alertsLater}</li>}
        {alerts?.length === 0 && <li class="quiet">{say.noAlerts}</li>}
        {alerts?.map((one) => (
          <li key={one.id}>
            <strong>{board.kindOf({ about: one.kind, reason: one.reason })}</strong>{' '}
            {dayAndClock(one.opened, zone())}{' '}
            <span class="quiet">
              {one.resolved === null ? say.alertOpen : alertText.outcomeOf(one.outcome)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Asks the server: alerts are not kept on phones. Null while it has not answered. */
function usePastAlerts(client: string): readonly PastAlert[] | null {
  const found = useSignal<{ client: string; alerts: readonly PastAlert[] } | null>(null);
  useEffect(() => {
    fetchPastAlerts(client).then((alerts) => {
      if (alerts !== null) found.value = { client, alerts };
    });
  }, [client, found]);
  return found.value?.client === client ? found.value.alerts : null;
}
