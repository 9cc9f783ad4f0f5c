import { useSignal } from '@preact/signals';
import { EmptyState } from '#parts/empty-state';
import { nameOf } from '#screens/common/names';
import { openConflicts } from '#screens/common/open-conflicts';
import { Page } from '#screens/shell/page';
import { conflicts as say } from '#text/en';
import { AboutClient } from './about-client';

/** The open conflicts of the team by client, each with both values and settled in two taps. */
export function ConflictsPage() {
  const settled = useSignal(false);
  const open = openConflicts.value;
  const clients = [...new Set(open.map((conflict) => conflict.client ?? ''))].toSorted((one, other) =>
    nameOf(one).localeCompare(nameOf(other), 'en-GB'),
  );
  return (
    <Page title={say.heading}>
      <div role="status">{settled.value && <p class="banner banner--good">{say.settled}</p>}</div>
      {open.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHelp}</p>
        </EmptyState>
      ) : (
        <p class="narrow">{say.intro}</p>
      )}
      {clients.map((client) => (
        <AboutClient
          key={client}
          client={client}
          conflicts={open.filter((conflict) => (conflict.client ?? '') === client)}
          onSettled={() => {
            settled.value = true;
            // The card that had the focus is gone.
            document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
          }}
        />
      ))}
    </Page>
  );
}
