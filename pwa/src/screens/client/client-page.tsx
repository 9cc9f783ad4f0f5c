import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { ButtonLink } from '#parts/button';
import { EmptyState } from '#parts/empty-state';
import { ShowMore } from '#parts/show-more';
import { fullNameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { clientOf, contactsOf, notesOf } from '#state/records';
import { client as say } from '#text/en';
import { ClientCaseload } from './client-caseload';
import { ClientConflicts } from './client-conflicts';
import { ClientDetails } from './client-details';
import { ClientVisits } from './client-visits';
import { Covering } from './covering';
import { storyOf } from './story';
import { StoryEntry } from './story-entry';

/** A client: who they are, and their story with us. */
export function ClientPage({ id }: { id: string }) {
  const client = clientOf(id);
  return client === undefined ? <Unknown title={say.unknown} /> : <Known client={client} />;
}

function Known({ client }: { client: Viewed<Client> }) {
  const { known_as } = client.data;
  const full = fullNameOf(client.data);
  return (
    <Page
      title={known_as}
      caption={full === known_as ? undefined : full}
      back={paths.clients}
      actions={
        <>
          <ButtonLink href={paths.newNote(client.id)}>{say.writeNote}</ButtonLink>
          <ButtonLink look="secondary" href={paths.newContact(client.id)}>
            {say.addContact}
          </ButtonLink>
        </>
      }
    >
      <Covering client={client.id} />
      <ClientCaseload client={client.id} />
      <ClientConflicts client={client.id} />
      <div class="columns">
        <div>
          <ClientDetails client={client} />
          <ClientVisits client={client.id} />
        </div>
        <Story client={client.id} />
      </div>
    </Page>
  );
}

const AT_ONCE = 30;

function Story({ client }: { client: string }) {
  const shown = useSignal(AT_ONCE);
  const [contacts, notes] = [contactsOf(client), notesOf(client)];
  const story = useMemo(() => storyOf(contacts, notes), [contacts, notes]);
  return (
    <section aria-labelledby="story">
      <h2 class="nhsuk-heading-m" id="story">
        {say.story}
      </h2>
      {story.length === 0 && <EmptyState title={say.storyEmpty} />}
      <ol class="timeline">
        {story.slice(0, shown.value).map((entry) => (
          <StoryEntry key={entry.record.id} entry={entry} client={client} />
        ))}
      </ol>
      <ShowMore shown={shown} all={story.length} step={AT_ONCE} words={say.showMore} />
    </section>
  );
}
