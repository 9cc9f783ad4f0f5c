import { useEffect } from 'preact/hooks';
import { isMissed } from '#domain/supervision';
import { Card } from '#parts/card';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { SummaryList } from '#parts/summary-list';
import { Tag } from '#parts/tag';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { askSupervised, supervised } from '#state/reports';
import { form as formText, supervision as say } from '#text/en';

/** How often each case manager had supervision: an administrator counts, and reads nothing of it. */
export function SupervisionCount() {
  const { run, words } = useDoing(formText.failed);
  useEffect(() => {
    run(askSupervised);
  }, [run]);
  const today = localOf(now.value.toISOString(), zone()).slice(0, 10);
  return (
    <Card heading={say.count}>
      <Failure words={words} />
      <SummaryList
        rows={(supervised.value ?? []).map(({ name, held, last }) => ({
          key: name,
          value: (
            <>
              {say.counted(held, last)} {isMissed(last, today) && <Tag tone="waiting">{say.missed}</Tag>}
            </>
          ),
        }))}
      />
    </Card>
  );
}
