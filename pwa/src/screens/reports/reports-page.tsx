import { useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { Card } from '#parts/card';
import { Select } from '#parts/select';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { Page } from '#screens/shell/page';
import { WatchPlaces } from '#screens/watch/places';
import { askReport, report } from '#state/reports';
import { person } from '#state/session';
import { form as formText, reports as say, watch } from '#text/en';
import { DrillsHeld, HowItEnded, HowSoon, Watched, Weeks } from './figures';
import { SupervisionCount } from './supervision-count';

const PERIODS = [4, 13, 52] as const;

/** How the watch went: how soon, how it ended, how many home visits were watched, drills. */
export function ReportsPage() {
  const weeks = useSignal<number>(13);
  const team = useSignal('');
  const { run, words, busy } = useDoing(formText.failed);
  const ask = useCallback(() => run(() => askReport(weeks.value, team.value || null)), [run, weeks, team]);
  useEffect(() => {
    ask();
  }, [ask]);
  const known = report.value;
  return (
    <Page title={say.heading}>
      <WatchPlaces />
      <div class="choices">
        <Select
          id="period"
          label={say.period}
          value={String(weeks.value)}
          options={PERIODS.map((count) => ({ value: String(count), words: say.lastWeeks(count) }))}
          onChoose={(value) => {
            weeks.value = Number(value);
            ask();
          }}
        />
        {(known?.teams.length ?? 0) > 1 && (
          <Select
            id="team"
            label={say.team}
            value={team.value}
            options={[
              { value: '', words: say.everybody },
              ...(known?.teams ?? []).map(({ id, name }) => ({ value: id, words: name })),
            ]}
            onChoose={(value) => {
              team.value = value;
              ask();
            }}
          />
        )}
      </div>
      <Failure words={words} />
      <p role="status">{busy ? watch.asking : known !== null && say.between(known.from, known.to)}</p>
      {known !== null && (
        <div class="columns columns--even">
          <div>
            <HowSoon report={known} />
            <HowItEnded report={known} />
          </div>
          <div>
            <Watched report={known} />
            <Weeks report={known} />
            <Card heading={say.forgotten}>
              <p>{say.forgottenCount(known.forgotten)}</p>
            </Card>
            <DrillsHeld report={known} />
            {person.value?.role === 'administrator' && <SupervisionCount />}
          </div>
        </div>
      )}
    </Page>
  );
}
