import { type BoardVisit, standingOf } from '#domain/board';
import { Banner } from '#parts/banner';
import { EmptyState } from '#parts/empty-state';
import { zone } from '#screens/common/place';
import { alerts, board, boardNow, boardVisits, freshness } from '#state/board';
import { board as say } from '#text/en';
import { AlertCard } from './alert-card';
import { VisitLine } from './visit-line';

/** The alerts, the most urgent first. */
export function Alerts({ still = false }: { still?: boolean }) {
  if (alerts.value.length === 0) return null;
  return (
    <section aria-labelledby="alerts">
      <h2 class="nhsuk-heading-m" id="alerts">
        {say.alerts}
      </h2>
      <ul class="list">
        {alerts.value.map((alert) => (
          <AlertCard key={alert.id} alert={alert} still={still} />
        ))}
      </ul>
    </section>
  );
}

interface VisitsProps {
  /** At most so many: on the wall nobody scrolls. */
  most?: number;
}

/** Who is out, by the time they have left, and below it what is planned. */
export function Visits({ most = Number.POSITIVE_INFINITY }: VisitsProps) {
  const isPlanned = (visit: BoardVisit) => standingOf(visit, boardNow.value) === 'planned';
  const out = boardVisits.value.filter((visit) => !isPlanned(visit));
  const planned = boardVisits.value.filter(isPlanned);
  return (
    <section aria-labelledby="visits">
      <h2 class="nhsuk-heading-m" id="visits">
        {say.visits}
      </h2>
      {out.length === 0 ? (
        <EmptyState title={say.noVisits}>
          <p>{say.noVisitsHelp}</p>
        </EmptyState>
      ) : (
        <Lines visits={out.slice(0, most)} />
      )}
      {out.length > most && <p>{say.more(out.length - most)}</p>}
      {planned.length > 0 && most > out.length && (
        <>
          <h2 class="nhsuk-heading-s">{say.planned}</h2>
          <Lines visits={planned.slice(0, most - out.length)} />
        </>
      )}
    </section>
  );
}

function Lines({ visits }: { visits: readonly BoardVisit[] }) {
  return (
    <ul class="list visits">
      {visits.map((visit) => (
        <VisitLine key={visit.id} visit={visit} />
      ))}
    </ul>
  );
}

/** What is wrong with the watch itself, as the server says it. */
export function Trouble() {
  const trouble = board.value?.trouble ?? [];
  if (trouble.length === 0) return null;
  return (
    <Banner label={say.troubleLabel} tone="amber">
      {trouble.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </Banner>
  );
}

/** Who watches, and how each can be reached. */
export function Watching() {
  const watching = board.value?.watching ?? [];
  if (watching.length === 0)
    return (
      <>
        <p>
          <strong>{say.nobody}</strong>
        </p>
        <p>{say.nobodyHelp}</p>
      </>
    );
  return (
    <ul class="watchers">
      {watching.map(({ name, channels }) => (
        <li key={name}>
          <strong>{name}</strong> <span class="quiet">{say.reached(channels)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Whether what stands here is fresh. */
export function Fresh() {
  const { heard, stale } = freshness.value;
  if (heard === null) return <p class="quiet">{say.notYet}</p>;
  if (stale) return null;
  return <p class="quiet">{say.fresh(new Date(heard).toISOString(), zone())}</p>;
}
