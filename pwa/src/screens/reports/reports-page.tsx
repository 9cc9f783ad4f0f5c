import { useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { Card } from '#parts/card';
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
  const choose = (choice: typeof weeks | typeof team, value: string) => {
    if (choice === weeks) weeks.value = Number(value);
    else team.value = value;
    ask();
  };
  return (
    <Page title={say.heading}>
      <WatchPlaces />
      <div class="choices">
        <Select
          id="period"
          label={say.period}
          value={String(weeks.value)}
          options={PERIODS.map((count) => ({ value: String(count), words: say.lastWeeks(count) }))}
          onChoose={(value) => choose(weeks, value)}
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
            onChoose={(value) => choose(team, value)}
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

interface SelectProps {
  id: string;
  label: string;
  value: string;
  options: readonly { value: string; words: string }[];
  onChoose: (value: string) => void;
}

function Select({ id, label, value, options, onChoose }: SelectProps) {
  return (
    <div class="nhsuk-form-group">
      <label class="nhsuk-label field__label" for={id}>
        {label}
      </label>
      <select
        class="nhsuk-select"
        id={id}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
