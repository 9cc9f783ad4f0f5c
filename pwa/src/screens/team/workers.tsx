import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card, Entry } from '#parts/card';
import { Tag } from '#parts/tag';
import { fullNameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { caseloadOf } from '#state/handover';
import { clients } from '#state/records';
import { handover, records, team as say } from '#text/en';

interface Group {
  name: string;
  mine: { client: Viewed<Client>; leaving: boolean }[];
}

/** Who works with whom: each case manager with their clients. */
export function Workers() {
  const groups = groupsOf(clients.value);
  return (
    <Card heading={say.workers}>
      <p class="quiet">{groups.length === 0 ? say.noClients : say.workersHelp}</p>
      {groups.map(({ name, mine }) => (
        <details class="nhsuk-details section" key={name}>
          <summary class="nhsuk-details__summary">
            <span class="nhsuk-details__summary-text">{name}</span>
            <span class="section__filled">{handover.clients(mine.length)}</span>
          </summary>
          <div class="nhsuk-details__text">
            <ul class="list">
              {mine.map(({ client, leaving }) => (
                <Entry key={client.id} href={paths.moveClient(client.id)} title={fullNameOf(client.data)}>
                  {leaving && (
                    <p class="entry__marks">
                      <Tag tone="waiting">{handover.handingOver}</Tag>
                    </p>
                  )}
                </Entry>
              ))}
            </ul>
          </div>
        </details>
      ))}
    </Card>
  );
}

function groupsOf(all: readonly Viewed<Client>[]): Group[] {
  const groups = new Map<string, Group>();
  const put = (id: string, name: string, client: Viewed<Client>, leaving: boolean) => {
    const group = groups.get(id) ?? { name, mine: [] };
    group.mine.push({ client, leaving });
    groups.set(id, group);
  };
  for (const client of all) {
    const entries = caseloadOf(client.id);
    if (entries.length === 0) put('', say.nobody, client, false);
    for (const { data } of entries)
      put(data.worker, data.worker_name ?? records.somebody, client, data.handing_over === true);
  }
  return [...groups.values()].sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}
