import { useSignal } from '@preact/signals';
import type { Held } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card } from '#parts/card';
import { EmptyState } from '#parts/empty-state';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { Page } from '#screens/shell/page';
import { heldTray } from '#state/held';
import { codes, held as say } from '#text/en';
import { titleOf, writtenAt } from './about';
import type { Decided } from './decide';
import { HeldCard } from './held-card';

/** The supervisor's tray: what waits for a decision, the longest first, and what was decided. */
export function HeldPage() {
  const last = useSignal<Decided | null>(null);
  const { open, decided } = heldTray.value;
  return (
    <Page title={say.heading} back={paths.start}>
      <div role="status">
        {last.value !== null && <p class="banner banner--good">{say.told[last.value]}</p>}
      </div>
      {open.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHelp}</p>
        </EmptyState>
      ) : (
        <p class="narrow">{say.intro}</p>
      )}
      {open.map((held) => (
        <HeldCard
          key={held.id}
          held={held}
          onDecided={(decision) => {
            last.value = decision;
          }}
        />
      ))}
      {decided.length > 0 && <DecidedOnes decided={decided} />}
    </Page>
  );
}

const SHOWN = 30;

function DecidedOnes({ decided }: { decided: Viewed<Held>[] }) {
  return (
    <Card heading={say.decided}>
      <ul class="lines">
        {decided.slice(0, SHOWN).map((held) => (
          <li key={held.id}>
            <p>
              <strong>{titleOf(held.data)}</strong>
            </p>
            <p class="quiet">{say.by(held.data.written_name ?? null, writtenAt(held.data), zone())}</p>
            <p class="entry__marks">
              <span>{outcomeOf(held)}</span>
              {held.standing !== 'received' && <StandingTag record={held} />}
            </p>
            {held.data.reason && <p class="prose quote">{held.data.reason}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function outcomeOf(held: Viewed<Held>): string {
  const word = codes('decision', held.data.decision ?? '');
  return held.changed === null ? word : say.outcome(word, held.changed.name, held.changed.at, zone());
}
