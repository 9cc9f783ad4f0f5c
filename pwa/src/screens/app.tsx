import { LocationProvider, Route, Router } from 'preact-iso';
import type { Person } from '#domain/person';
import { ClientPage } from '#screens/client/client-page';
import { AddClient } from '#screens/client-form/add-client';
import { EditClient } from '#screens/client-form/edit-client';
import { ClientsList } from '#screens/clients/clients-list';
import { paths } from '#screens/common/paths';
import { ConflictsPage } from '#screens/conflicts/conflicts-page';
import { AddContact } from '#screens/contact-form/add-contact';
import { ChangeContact } from '#screens/contact-form/change-contact';
import { Desk } from '#screens/desk/desk';
import { AdministratorHome, MonitorHome } from '#screens/homes/homes';
import { NotePage } from '#screens/note/note-page';
import { AddAddendum } from '#screens/note-form/add-addendum';
import { WriteNote } from '#screens/note-form/write-note';
import { PhonePage } from '#screens/phone/phone-page';
import { Safe } from '#screens/shell/safe';
import { Shell } from '#screens/shell/shell';
import { Starting } from '#screens/shell/starting';
import { NotFound } from '#screens/shell/unknown';
import { SignIn } from '#screens/sign-in/sign-in';
import { Today } from '#screens/today/today';
import { person, session } from '#state/session';

/** The app: one address per screen, all of them without a network. */
export function App() {
  return (
    <LocationProvider>
      <Shell>
        <Safe>
          <Screens />
        </Safe>
      </Shell>
    </LocationProvider>
  );
}

function Screens() {
  if (session.value === 'starting') return <Starting />;
  const someone = person.value;
  if (session.value === 'signed_out' || someone === null) return <SignIn />;
  return someone.role === 'case_manager' || someone.role === 'supervisor' ? (
    <CaseScreens role={someone.role} />
  ) : (
    <OtherScreens role={someone.role} />
  );
}

function CaseScreens({ role }: { role: Person['role'] }) {
  return (
    <Router>
      <Route path={paths.start} component={role === 'supervisor' ? Desk : Today} />
      <Route path={paths.signIn} component={SignIn} />
      <Route path={paths.phone} component={PhonePage} />
      <Route path={paths.conflicts} component={role === 'supervisor' ? ConflictsPage : NotFound} />
      <Route path={paths.clients} component={ClientsList} />
      <Route path={paths.newClient} component={AddClient} />
      <Route path={paths.client(':id')} component={ClientPage} />
      <Route path={paths.editClient(':id')} component={EditClient} />
      <Route path={paths.newContact(':id')} component={AddContact} />
      <Route path={paths.contact(':id', ':contact')} component={ChangeContact} />
      <Route path={paths.newNote(':id')} component={WriteNote} />
      <Route path={paths.note(':id', ':note')} component={NotePage} />
      <Route path={paths.addendum(':id', ':note')} component={AddAddendum} />
      <Route default component={NotFound} />
    </Router>
  );
}

function OtherScreens({ role }: { role: Person['role'] }) {
  return (
    <Router>
      <Route path={paths.start} component={role === 'monitor' ? MonitorHome : AdministratorHome} />
      <Route path={paths.signIn} component={SignIn} />
      <Route path={paths.phone} component={PhonePage} />
      <Route default component={NotFound} />
    </Router>
  );
}
