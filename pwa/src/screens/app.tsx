import type { JSX } from 'preact';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { ClientPage } from '#screens/client/client-page';
import { AddClient } from '#screens/client-form/add-client';
import { EditClient } from '#screens/client-form/edit-client';
import { ClientsList } from '#screens/clients/clients-list';
import { paths } from '#screens/common/paths';
import { AddContact } from '#screens/contact-form/add-contact';
import { ChangeContact } from '#screens/contact-form/change-contact';
import { Desk } from '#screens/desk/desk';
import { AdministratorHome, MonitorHome } from '#screens/homes/homes';
import { Invitation } from '#screens/invitation/invitation';
import { NotePage } from '#screens/note/note-page';
import { AddAddendum } from '#screens/note-form/add-addendum';
import { MendNote } from '#screens/note-form/mend-note';
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
  const { path } = useLocation();
  if (path.startsWith(paths.invitation)) return <Invitation token={path.slice(paths.invitation.length)} />;
  if (session.value === 'starting') return <Starting />;
  const someone = person.value;
  if (session.value === 'signed_out' || someone === null) return <SignIn />;
  switch (someone.role) {
    case 'case_manager':
      return <CaseScreens start={Today} />;
    case 'supervisor':
      return <CaseScreens start={Desk} extra={SUPERVISING} />;
    case 'monitor':
      return <OtherScreens start={MonitorHome} />;
    default:
      return <OtherScreens start={AdministratorHome} />;
  }
}

interface RolesScreens {
  start: () => JSX.Element;
  /** Screens that only this role has. */
  extra?: JSX.Element[];
}

// The service worker keeps these on the phone like everything else.
const supervising = () => import('#screens/supervising');

const SUPERVISING = [
  <Route
    key="conflicts"
    path={paths.conflicts}
    component={lazy(() => supervising().then((all) => all.ConflictsPage))}
  />,
  <Route key="held" path={paths.held} component={lazy(() => supervising().then((all) => all.HeldPage))} />,
  <Route key="team" path={paths.team} component={lazy(() => supervising().then((all) => all.TeamPage))} />,
  <Route
    key="move"
    path={paths.moveClient(':id')}
    component={lazy(() => supervising().then((all) => all.MoveClient))}
  />,
];

function CaseScreens({ start, extra = [] }: RolesScreens) {
  return (
    <Router>
      <Route path={paths.start} component={start} />
      {extra}
      <Route path={paths.signIn} component={SignIn} />
      <Route path={paths.phone} component={PhonePage} />
      <Route path={paths.clients} component={ClientsList} />
      <Route path={paths.newClient} component={AddClient} />
      <Route path={paths.client(':id')} component={ClientPage} />
      <Route path={paths.editClient(':id')} component={EditClient} />
      <Route path={paths.newContact(':id')} component={AddContact} />
      <Route path={paths.contact(':id', ':contact')} component={ChangeContact} />
      <Route path={paths.newNote(':id')} component={WriteNote} />
      <Route path={paths.note(':id', ':note')} component={NotePage} />
      <Route path={paths.mendNote(':id', ':note')} component={MendNote} />
      <Route path={paths.addendum(':id', ':note')} component={AddAddendum} />
      <Route default component={NotFound} />
    </Router>
  );
}

function OtherScreens({ start }: RolesScreens) {
  return (
    <Router>
      <Route path={paths.start} component={start} />
      <Route path={paths.signIn} component={SignIn} />
      <Route path={paths.phone} component={PhonePage} />
      <Route default component={NotFound} />
    </Router>
  );
}
