import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { ButtonLink } from '#parts/button';
import { EmptyState } from '#parts/empty-state';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { clients } from '#state/records';
import { search, searchNearly } from '#state/search';
import { phone } from '#state/session';
import { status } from '#state/status';
import { access, client as clientText, clients as say } from '#text/en';
import { ClientEntry } from './client-entry';
import { groups } from './groups-here';
import { SearchBox } from './search-box';
import { endedOpen, keepEndedOpen, keepWords, wordsHere } from './searched';

const headings: Readonly<Record<string, string>> = {
  note: say.forNote,
  contact: say.forContact,
  visit: say.forVisit,
};

/** The clients on this phone, found by name, phone, address or a word in a note. */
export function ClientsList() {
  const { query } = useLocation();
  const typed = useSignal(wordsHere());
  const words = typed.value.trim();
  const next = query.next;
  const found = words === '' ? null : foundBy(words);
  useSearched(found === null ? null : found.lines.map(({ client }) => client.id).join(' '));
  return (
    <Page
      title={headings[next ?? ''] ?? say.heading}
      actions={<ButtonLink href={paths.newClient}>{clientText.newHeading}</ButtonLink>}
    >
      <SearchBox
        value={typed.value}
        onInput={(value) => {
          typed.value = value;
          keepWords(value);
        }}
      />
      <p class="quiet" role="status">
        {found === null ? say.count(clients.value.length) : found.said}
      </p>
      {clients.value.length === 0 && <Nobody />}
      {found === null ? <Everybody next={next} /> : <Lines lines={found.lines} next={next} />}
      <p>
        <a class="card__action" href={paths.openAccess}>
          {access.link}
        </a>
      </p>
    </Page>
  );
}

interface Line {
  client: Viewed<Client>;
  /** What the search found, where there was one. */
  found?: string;
}

/** What a search leads to, and how that is said: names that are nearly it only where nobody is found. */
function foundBy(words: string): { lines: readonly Line[]; said: string } {
  const found = search(words);
  if (found.length > 0) return { lines: found, said: say.found(found.length, words) };
  const nearly = searchNearly(words).map((client) => ({ client }));
  return { lines: nearly, said: say.foundNearly(nearly.length, words) };
}

function Lines({ lines, next }: { lines: readonly Line[]; next: string | undefined }) {
  return (
    <ul class="list card">
      {lines.map(({ client, found = null }) => (
        <ClientEntry key={client.id} client={client} found={found} href={leadTo(next, client.id)} />
      ))}
    </ul>
  );
}

/** Everybody: whom she comes for mostly on top, and out of the way whose case has ended. */
function Everybody({ next }: { next: string | undefined }) {
  const { lately, others, ended } = groups.value;
  return (
    <>
      <Group heading={say.lately} clients={lately} next={next} />
      <Group heading={lately.length > 0 ? say.others : null} clients={others} next={next} />
      {ended.length > 0 && (
        <details
          class="nhsuk-details"
          open={endedOpen()}
          onToggle={(event) => keepEndedOpen(event.currentTarget.open)}
        >
          <summary class="nhsuk-details__summary">
            <span class="nhsuk-details__summary-text">{say.ended(ended.length)}</span>
          </summary>
          <Lines lines={ended.map((client) => ({ client }))} next={next} />
        </details>
      )}
    </>
  );
}

interface GroupProps {
  heading: string | null;
  clients: readonly Viewed<Client>[];
  next: string | undefined;
}

function Group({ heading, clients, next }: GroupProps) {
  if (clients.length === 0) return null;
  return (
    <>
      {heading !== null && <h2 class="nhsuk-heading-s">{heading}</h2>}
      <Lines lines={clients.map((client) => ({ client }))} next={next} />
    </>
  );
}

/** So long a search stands before it counts as one: until then somebody is typing. */
const TYPED_MS = 2000;

/** Notes whom a search has found, and not the words: they are people's names. */
function useSearched(found: string | null): void {
  useEffect(() => {
    if (found === null) return;
    const clients = found.split(' ').filter(Boolean);
    const search = { verb: 'searched', screen: paths.clients, kind: null, record: null, clients } as const;
    const timer = setTimeout(() => void phone.value?.views.note(search), TYPED_MS);
    return () => clearTimeout(timer);
  }, [found]);
}

function leadTo(next: string | undefined, client: string): string {
  if (next === 'note') return paths.newNote(client);
  if (next === 'visit') return paths.newVisit(client);
  return next === 'contact' ? paths.newContact(client) : paths.client(client);
}

function Nobody() {
  return status.value.firstFetch === 'done' ? (
    <EmptyState title={say.none}>
      <p>{say.noneHelp}</p>
    </EmptyState>
  ) : (
    <EmptyState title={say.fetching} />
  );
}
