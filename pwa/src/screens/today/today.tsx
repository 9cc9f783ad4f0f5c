import { ButtonLink } from '#parts/button';
import { Card } from '#parts/card';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { PhoneProblems } from '#screens/common/problems';
import { Unfinished } from '#screens/common/unfinished';
import { UpdateReady } from '#screens/common/update-ready';
import { Returned } from '#screens/review/returned';
import { Page } from '#screens/shell/page';
import { contacts, notes } from '#state/records';
import { person } from '#state/session';
import { weekday } from '#text/dates';
import { today as say } from '#text/en';
import { agendaOf } from './agenda';
import { Agreed } from './agreed';
import { Attention, WithSupervisor } from './attention';
import { Decisions } from './decisions';
import { ContactEntry, NoteEntry } from './entries';
import { PressingVisits, Visits } from './visits';
import { Waiting } from './waiting';

/** A case manager's start: what waits for her, what is planned, and what was written last. */
export function Today() {
  const instant = now.value.toISOString();
  const hour = Number(localOf(instant, zone()).slice(11, 13));
  return (
    <Page
      title={say.greeting(hour, person.value?.name ?? '')}
      caption={weekday(instant, zone())}
      actions={
        <>
          <ButtonLink href={paths.clientsFor('note')}>{say.writeNote}</ButtonLink>
          <ButtonLink look="secondary" href={paths.clientsFor('contact')}>
            {say.addContact}
          </ButtonLink>
        </>
      }
    >
      <UpdateReady />
      <PhoneProblems />
      <PressingVisits />
      <Unfinished />
      <Attention />
      <Returned />
      <Decisions />
      <div class="columns columns--even">
        <div>
          <Visits />
          <Planned />
          <WithSupervisor />
          <Agreed />
          <Waiting />
        </div>
        <Recent />
      </div>
    </Page>
  );
}

function Planned() {
  const { past, today, next } = agendaOf(contacts.value, now.value, zone());
  return (
    <>
      {past.length > 0 && (
        <Card heading={say.outcomeMissing}>
          <ul class="list">
            {past.map((contact) => (
              <ContactEntry key={contact.id} contact={contact} />
            ))}
          </ul>
        </Card>
      )}
      <Card heading={say.planned}>
        {today.length === 0 && <p class="quiet">{say.noneToday}</p>}
        <ul class="list">
          {today.map((contact) => (
            <ContactEntry key={contact.id} contact={contact} />
          ))}
        </ul>
      </Card>
      {next.length > 0 && (
        <Card heading={say.next}>
          <ul class="list">
            {next.map((contact) => (
              <ContactEntry key={contact.id} contact={contact} ahead />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

const RECENT = 5;

function Recent() {
  const recent = notes.value.slice(0, RECENT);
  return (
    <Card heading={say.recent}>
      {recent.length === 0 && <p class="quiet">{say.noNotes}</p>}
      <ul class="list">
        {recent.map((note) => (
          <NoteEntry key={note.id} note={note} />
        ))}
      </ul>
    </Card>
  );
}
