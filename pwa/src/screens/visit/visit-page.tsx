import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { SummaryList } from '#parts/summary-list';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Page } from '#screens/shell/page';
import { visitOf } from '#state/records';
import { person } from '#state/session';
import { type Visiting, visitingOf } from '#state/visiting';
import { minutesOf } from '#state/visits';
import { weekday } from '#text/dates';
import { visit as say } from '#text/en';
import { After } from './after';
import { Armed } from './armed';
import { Before } from './before';
import { useNextStep } from './next-step';
import { Planned } from './planned';
import { WithoutRecord } from './without-record';

interface VisitPageProps {
  id: string;
  visit: string;
}

/** A visit from its plan to its end: what the server says of it decides what is shown. */
export function VisitPage({ id, visit }: VisitPageProps) {
  const found = visitOf(visit);
  if (found === undefined) return <WithoutRecord id={visit} />;
  return (
    <Page title={say.to(nameOf(id))} caption={captionOf(found)} back={paths.client(id)}>
      <Stage visiting={visitingOf(found)} />
    </Page>
  );
}

/** The day, and whose visit it is where it is not the reader's own: at the door every line counts. */
function captionOf({ data }: Viewed<Visit>): string {
  const day = weekday(data.planned_at, zone());
  return isOwn(data) ? day : `${data.worker_name ?? ''}, ${day}`;
}

function isOwn({ worker }: Visit): boolean {
  return worker === person.value?.id;
}

function Stage({ visiting }: { visiting: Visiting }) {
  const { visit, standing } = visiting;
  const { face } = standing;
  const over = face === 'ended' || face === 'ending' || (face === 'planned' && visit.data.state === 'done');
  useNextStep(over ? 'over' : face === 'planned' ? 'planned' : 'running');
  if (over) return <After visiting={visiting} />;
  if (face !== 'planned') return <Armed visiting={visiting} />;
  const off = visit.data.state === 'cancelled';
  // What is pressed at the door comes first: with one thumb there is no scrolling.
  return (
    <>
      {off ? <p>{say.calledOff}</p> : <Open visiting={visiting} />}
      <Plan visit={visit} />
      {!off && <Planned visit={visit} />}
    </>
  );
}

function Open({ visiting }: { visiting: Visiting }) {
  return isOwn(visiting.visit.data) ? <Before visiting={visiting} /> : <p>{say.otherWorker}</p>;
}

function Plan({ visit }: { visit: Viewed<Visit> }) {
  const { planned_at, place, purpose, buddy_name } = visit.data;
  const rows = [
    { key: say.when, value: say.span(planned_at, minutesOf(visit), zone()) },
    { key: say.place, value: place ?? null },
    { key: say.purpose, value: purpose ?? null },
    { key: say.buddy, value: buddy_name ?? null },
  ];
  return <SummaryList rows={rows.filter(({ value }) => value !== null)} />;
}
