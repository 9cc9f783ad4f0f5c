import type { ComponentChildren } from 'preact';
import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card, Entry } from '#parts/card';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { visits } from '#state/records';
import { running } from '#state/running';
import { person } from '#state/session';
import { minutesOf } from '#state/visits';
import { weekday } from '#text/dates';
import { visit as say } from '#text/en';
import { pressingOf } from './pressing';

const SHOWN_NEXT = 4;

/** What comes before everything else: the visit that runs, and those to start within the hour or overdue. */
export function PressingVisits() {
  const first = pressingOf(planned(), running.value?.id ?? null, now.value, dayOf);
  return first.length === 0 ? null : <List heading={say.pressing} visits={first} />;
}

/** Her other visits of today, in their order, those before it that never began, and the next ones. */
export function Visits() {
  const today = dayOf(now.value.toISOString());
  const all = planned();
  const first = pressingOf(all, running.value?.id ?? null, now.value, dayOf);
  const own = all.filter((visit) => !first.includes(visit));
  const todays = own.filter(({ data }) => dayOf(data.planned_at) === today);
  const before = own.filter(({ data }) => dayOf(data.planned_at) < today).slice(-SHOWN_NEXT);
  const next = own.filter(({ data }) => dayOf(data.planned_at) > today).slice(0, SHOWN_NEXT);
  return (
    <>
      <List heading={say.visitsToday} visits={todays}>
        {todays.length === 0 && <p class="quiet">{first.length === 0 ? say.noneToday : say.noneElseToday}</p>}
        <p>
          <a class="card__action" href={paths.clientsFor('visit')}>
            {say.plan}
          </a>
        </p>
      </List>
      {before.length > 0 && <List heading={say.notStarted} visits={before} dated />}
      {next.length > 0 && <List heading={say.visitsNext} visits={next} dated />}
    </>
  );
}

interface ListProps {
  heading: string;
  visits: readonly Viewed<Visit>[];
  dated?: boolean;
  children?: ComponentChildren;
}

function List({ heading, visits, dated = false, children }: ListProps) {
  return (
    <Card heading={heading}>
      <ul class="list">
        {visits.map((visit) => (
          <Line key={visit.id} visit={visit} dated={dated} />
        ))}
      </ul>
      {children}
    </Card>
  );
}

function Line({ visit, dated }: { visit: Viewed<Visit>; dated: boolean }) {
  const { planned_at, place } = visit.data;
  const day = dated ? `${weekday(planned_at, zone())}, ` : '';
  return (
    <Entry href={paths.visit(visit.client ?? '', visit.id)} title={nameOf(visit.client)}>
      <p>
        {day}
        {say.span(planned_at, minutesOf(visit), zone())}
      </p>
      {place && <p class="quiet">{place}</p>}
      {visit.standing !== 'received' && (
        <p class="entry__marks">
          <StandingTag record={visit} />
        </p>
      )}
    </Entry>
  );
}

function planned(): Viewed<Visit>[] {
  return visits.value
    .filter(({ data }) => data.worker === person.value?.id && data.state === 'planned')
    .sort((one, other) => (one.data.planned_at < other.data.planned_at ? -1 : 1));
}

function dayOf(instant: string): string {
  return localOf(instant, zone()).slice(0, 10);
}
