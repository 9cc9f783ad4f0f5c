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
import { search } from '#state/search';
import { phone } from '#state/session';
import { status } from '#state/status';
import { access, client as clientText, clients as say } from '#text/en';
import { ClientEntry } from './client-entry';
import { SearchBox } from './search-box';
import { keepWords, wordsHere } from './searched';

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
  const lines: { client: Viewed<Client>; found: string | null }[] =
    words === '' ? clients.value.map((client) => ({ client, found: null })) : search(words);
  useSearched(words === '' ? null : lines.map(({ client }) => client.id).join(' '));
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
        {words === '' ? say.count(lines.length) : say.found(lines.length, words)}
      </p>
      {clients.value.length === 0 ? (
        <Nobody />
      ) : (
        <ul class="list card">
          {lines.map(({ client, found }) => (
            <ClientEntry key={client.id} client={client} found={found} href={leadTo(next, client.id)} />
          ))}
        </ul>
      )}
      <p>
        <a class="card__action" href={paths.openAccess}>
          {access.link}
        </a>
      </p>
    </Page>
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
