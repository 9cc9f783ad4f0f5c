import { useSignal } from '@preact/signals';
import { EmptyState } from '#parts/empty-state';
import { openConflicts } from '#screens/common/open-conflicts';
import { Page } from '#screens/shell/page';
import { conflicts as say } from '#text/en';
import { ConflictCard } from './conflict-card';

/** The open conflicts of the team, each with both values and settled in two taps. */
export function ConflictsPage() {
  const settled = useSignal(false);
  return (
    <Page title={say.heading}>
      <div role="status">{settled.value && <p class="banner banner--good">{say.settled}</p>}</div>
      {openConflicts.value.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHelp}</p>
        </EmptyState>
      ) : (
        <p class="narrow">{say.intro}</p>
      )}
      {openConflicts.value.map((conflict) => (
        <ConflictCard
          key={conflict.id}
          conflict={conflict}
          onSettled={() => {
            settled.value = true;
          }}
        />
      ))}
    </Page>
  );
}
