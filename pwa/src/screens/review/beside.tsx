import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { ShowMore } from '#parts/show-more';
import { ClientConflicts } from '#screens/client/client-conflicts';
import { ClientVisits } from '#screens/client/client-visits';
import { storyOf } from '#screens/client/story';
import { StoryEntry } from '#screens/client/story-entry';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { NearMissesHere } from '#screens/risk/near-misses-here';
import { contactsOf, notesOf } from '#state/records';
import { client as clientText, review as say } from '#text/en';
import { AtTheDoor } from './at-the-door';

const AT_ONCE = 12;

/** The client of the item on screen: what is known of the risk, visits, conflicts, and the story so far. */
export function Beside({ client, item, query }: { client: string; item: string; query: string }) {
  const shown = useSignal(AT_ONCE);
  const [contacts, notes] = [contactsOf(client), notesOf(client)];
  const story = useMemo(() => storyOf(contacts, notes), [contacts, notes]);
  return (
    <section class="beside" aria-label={say.beside}>
      <h2 class="nhsuk-heading-m">
        <a class="card__action" href={paths.client(client)}>
          {nameOf(client)}
        </a>
      </h2>
      <ClientConflicts client={client} />
      <ClientVisits client={client} />
      <AtTheDoor client={client} />
      <NearMissesHere client={client} />
      <h3 class="nhsuk-heading-s">{clientText.story}</h3>
      <ol class="timeline">
        {story.slice(0, shown.value).map((entry) => (
          <StoryEntry
            key={entry.record.id}
            entry={entry}
            client={client}
            here={entry.record.id === item}
            href={paths.review(entry.record.id, query)}
          />
        ))}
      </ol>
      <ShowMore shown={shown} all={story.length} step={AT_ONCE} words={clientText.showMore} />
    </section>
  );
}
