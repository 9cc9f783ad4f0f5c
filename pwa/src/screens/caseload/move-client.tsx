import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { fetchTeamDevices } from '#state/devices';
import { caseloadOf } from '#state/handover';
import { askColleagues } from '#state/organisation';
import { clientOf } from '#state/records';
import { client as clientText, handover as say } from '#text/en';
import { MoveForm } from './move-form';
import { WorksWith } from './works-with';

/** Who works with a client now, and moving them to another case manager. */
export function MoveClient({ id }: { id: string }) {
  const client = clientOf(id);
  return client === undefined ? <Unknown title={clientText.unknown} /> : <Move client={client} />;
}

function Move({ client: { id, data } }: { client: Viewed<Client> }) {
  const movedTo = useSignal<string | null>(null);
  const entries = caseloadOf(id);
  useEffect(() => {
    fetchTeamDevices();
    askColleagues();
  }, []);
  return (
    <Page title={say.of(data.known_as)} back={paths.client(id)}>
      <div role="status">
        {movedTo.value !== null && (
          <p class="banner banner--good">{say.moved(data.known_as, movedTo.value)}</p>
        )}
      </div>
      <div class="columns columns--even">
        <Card heading={say.heading}>
          {entries.length === 0 && <p>{say.nobody}</p>}
          <ul class="lines">
            {entries.map((entry) => (
              <WorksWith key={entry.id} entry={entry} />
            ))}
          </ul>
        </Card>
        <MoveForm
          client={id}
          now={entries.filter((entry) => !entry.data.handing_over).map((entry) => entry.data.worker)}
          onMoved={(name) => {
            movedTo.value = name;
          }}
        />
      </div>
    </Page>
  );
}
