import type { AlertKind } from '#domain/board';
import { type Report, share } from '#domain/report';
import { BarChart } from '#parts/bar-chart';
import { Card } from '#parts/card';
import { SummaryList } from '#parts/summary-list';
import { alert, board, reports as say } from '#text/en';

/** How soon somebody had an alert, and how soon it was closed. */
export function HowSoon({ report: { alerts, acknowledge, resolve } }: { report: Report }) {
  return (
    <Card heading={alerts === 0 ? say.noAlerts : say.alerts(alerts)}>
      <SummaryList
        rows={[
          { key: say.acknowledge, value: say.waited(acknowledge) },
          { key: say.resolve, value: say.waited(resolve) },
        ]}
      />
    </Card>
  );
}

/** What the alerts were and what they turned out to be, the commonest first. */
export function HowItEnded({ report: { kinds, outcomes } }: { report: Report }) {
  if (kinds.length === 0) return null;
  const most = (one: { count: number }, other: { count: number }) => other.count - one.count;
  return (
    <>
      <Card heading={say.kinds}>
        <BarChart
          rows={kinds.toSorted(most).map(({ kind, count }) => ({
            key: kind,
            label: board.kinds[kind as AlertKind] ?? kind,
            value: count,
            words: String(count),
          }))}
        />
      </Card>
      <Card heading={say.outcomes}>
        {outcomes.length === 0 && <p>{say.noneEnded}</p>}
        <BarChart
          rows={outcomes.toSorted(most).map(({ outcome, count }) => ({
            key: outcome,
            label: alert.outcomeOf(outcome),
            value: count,
            words: String(count),
          }))}
        />
      </Card>
    </>
  );
}

/** How many home visits were watched. */
export function Watched({ report: { visits } }: { report: Report }) {
  const hundredths = share(visits.armed, visits.home);
  return (
    <Card heading={say.visits}>
      {hundredths === null ? (
        <p>{say.noVisits}</p>
      ) : (
        <p class="figure">
          <span class="figure__large">{hundredths} %</span> {say.ofVisits(visits.armed, visits.home)}
        </p>
      )}
    </Card>
  );
}

/** The same week by week. */
export function Weeks({ report: { visits, weeks } }: { report: Report }) {
  if (weeks.length < 2 || visits.home === 0) return null;
  return (
    <Card heading={say.weeks}>
      <BarChart
        rows={weeks.map(({ week, home, armed }) => ({
          key: week,
          label: say.week(week),
          value: share(armed, home) ?? 0,
          words: say.of(armed, home, share(armed, home)),
        }))}
      />
    </Card>
  );
}

/** Drills held and missed, by monitor. */
export function DrillsHeld({ report: { drills } }: { report: Report }) {
  return (
    <Card heading={say.drills}>
      <p>{drills.held + drills.missed === 0 ? say.noDrills : say.drilled(drills.held, drills.missed)}</p>
      <SummaryList
        rows={drills.people.map(({ name, held, missed }) => ({
          key: name,
          value: say.drilled(held, missed),
        }))}
      />
    </Card>
  );
}
