import { Banner } from '#parts/banner';
import { paths } from '#screens/common/paths';
import { caseloadOf, isHandingOver } from '#state/handover';
import { person } from '#state/session';
import { records, handover as say, seen } from '#text/en';

/** For a supervisor: who works with a client, with the way to change it. For a case manager: that she hands them over. */
export function ClientCaseload({ client }: { client: string }) {
  if (person.value?.role === 'supervisor') return <Workers client={client} />;
  if (!isHandingOver(client)) return null;
  return (
    <Banner label={say.handingOver}>
      <p>{say.yours}</p>
    </Banner>
  );
}

function Workers({ client }: { client: string }) {
  const names = caseloadOf(client).map(({ data }) => {
    const name = data.worker_name ?? records.somebody;
    return data.handing_over ? say.leaving(name) : name;
  });
  return (
    <p class="entry__marks">
      <strong>{say.heading}:</strong> {names.length === 0 ? say.nobody : names.join(', ')}
      <a class="card__action" href={paths.moveClient(client)}>
        {say.change}
      </a>
      <a class="card__action" href={paths.clientSeen(client)}>
        {seen.whoLink}
      </a>
    </p>
  );
}
