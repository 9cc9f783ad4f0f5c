import { useLocation } from 'preact-iso';
import type { Glance, Seen } from '#domain/glance';
import type { Contact } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { ButtonLink } from '#parts/button';
import { Entry } from '#parts/card';
import { fullNameOf, nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { Sessions } from '#screens/supervision/sessions';
import { supervisionsOf } from '#state/records';
import { dayAndClock } from '#text/dates';
import { contact as contactText, glance as say, seen, supervision as supervisionText } from '#text/en';
import { glances } from './glances';

const LISTS = ['clients', 'contacts', 'missed', 'owed', 'supervision'] as const;
type List = (typeof LISTS)[number];

/** One case manager: the lists behind the numbers of the glance, one at a time. */
export function WorkerPage({ id }: { id: string }) {
  const { query } = useLocation();
  const found = glances.value.find(({ worker }) => worker === id);
  if (found === undefined) return <Unknown title={say.unknown} />;
  const list = LISTS.find((one) => one === query.list) ?? 'clients';
  return (
    <Page
      title={found.name}
      back={paths.team}
      actions={
        list === 'supervision' ? (
          <ButtonLink href={paths.newSupervision(id)}>{supervisionText.add}</ButtonLink>
        ) : undefined
      }
    >
      <nav class="places" aria-label={say.lists}>
        <ul class="places__list">
          {LISTS.map((one) => (
            <li key={one}>
              <a
                class="places__link"
                href={paths.workerList(id, one)}
                {...(one === list ? { 'aria-current': 'page' } : {})}
              >
                {say.listNames[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>
        <a class="card__action" href={paths.personSeen(id)}>
          {seen.whatLink}
        </a>
      </p>
      <div class="narrow">
        <Lines list={list} glance={found} />
      </div>
    </Page>
  );
}

function Lines({ list, glance }: { list: List; glance: Glance }) {
  if (list === 'clients') return <Clients clients={glance.clients} />;
  if (list === 'supervision') return <Sessions sessions={supervisionsOf(glance.worker)} own />;
  if (list === 'owed')
    return (
      <>
        <p class="quiet">{say.owedHelp}</p>
        <Contacts heading={say.listNames.owed} contacts={glance.owed} />
      </>
    );
  return (
    <>
      <Contacts heading={say.thisWeek} contacts={glance.thisWeek[list]} />
      <Contacts heading={say.lastWeek} contacts={glance.lastWeek[list]} />
    </>
  );
}

function Clients({ clients }: { clients: readonly Seen[] }) {
  return (
    <section aria-label={say.listNames.clients}>
      <ul class="list">
        {clients.map(({ client, days }) => (
          <Entry key={client.id} href={paths.client(client.id)} title={fullNameOf(client.data)}>
            <p class="quiet">{say.lastMet(days)}</p>
          </Entry>
        ))}
      </ul>
    </section>
  );
}

function Contacts({ heading, contacts }: { heading: string; contacts: readonly Viewed<Contact>[] }) {
  return (
    <section>
      <h2 class="nhsuk-heading-s">{heading}</h2>
      {contacts.length === 0 && <p class="quiet">{say.empty}</p>}
      <ul class="list">
        {contacts.map(({ id, client, data: { at, way, place, outcome } }) => (
          <Entry key={id} href={paths.contact(client ?? '', id)} title={nameOf(client)}>
            <p class="quiet">
              {dayAndClock(at, zone())}. {contactText.line(way, place ?? null, outcome ?? null)}
            </p>
          </Entry>
        ))}
      </ul>
    </section>
  );
}
