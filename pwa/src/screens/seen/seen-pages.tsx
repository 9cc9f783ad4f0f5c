import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { workers } from '#state/handover';
import { colleagues } from '#state/organisation';
import { clientOf } from '#state/records';
import { person } from '#state/session';
import { client as clientText, seen as say } from '#text/en';
import { Log } from './log';

/** Who looked at a client. */
export function ClientSeen({ id }: { id: string }) {
  const client = clientOf(id);
  if (client === undefined) return <Unknown title={clientText.unknown} />;
  return (
    <Page title={say.who(client.data.known_as)} back={paths.client(id)}>
      <Log about="clients" id={id} />
    </Page>
  );
}

/** What one of the team looked at; for an administrator, anybody. */
export function PersonSeen({ id }: { id: string }) {
  const colleague = colleagues.value?.find((one) => one.id === id);
  const worker = workers.value.find((one) => one.id === id);
  const name = worker?.name ?? colleague?.name;
  const isAdministrator = person.value?.role === 'administrator';
  if (name === undefined && !isAdministrator) return <Unknown title={say.unknown} />;
  return (
    <Page
      title={name === undefined ? say.whatLink : say.what(name)}
      back={isAdministrator ? paths.people : paths.worker(id)}
    >
      <Log about="people" id={id} />
    </Page>
  );
}
