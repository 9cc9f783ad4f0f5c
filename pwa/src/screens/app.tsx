import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { paths } from '#screens/common/paths';
import { preload } from '#screens/later';
import { Safe } from '#screens/shell/safe';
import { Shell } from '#screens/shell/shell';
import { Starting } from '#screens/shell/starting';
import { NotFound } from '#screens/shell/unknown';
import { invited, type Screens, SignIn, screensOf } from '#screens/tables';
import { person, session } from '#state/session';

/** The app: one address per screen, all of them without a network. */
export function App() {
  return (
    <LocationProvider>
      <Shell>
        <Safe>
          <Entrance />
        </Safe>
      </Shell>
    </LocationProvider>
  );
}

function Entrance() {
  const { path } = useLocation();
  if (path.startsWith(paths.invitation)) return <Addresses key="invited" screens={invited} />;
  if (session.value === 'starting') return <Starting />;
  const someone = person.value;
  if (session.value === 'signed_out' || someone === null)
    return <Addresses key="signed out" screens={{}} otherwise={SignIn} />;
  return <Addresses key={someone.role} screens={screensOf[someone.role]} />;
}

interface AddressesProps {
  screens: Screens;
  /** What stands at an address that is not among them. */
  otherwise?: ComponentType<never>;
}

function Addresses({ screens, otherwise = NotFound }: AddressesProps) {
  useEffect(() => preload(Object.values(screens)), [screens]);
  return (
    <Router>
      {Object.entries(screens).map(([path, screen]) => (
        <Route key={path} path={path} component={screen as ComponentType<object>} />
      ))}
      <Route default component={otherwise as ComponentType<object>} />
    </Router>
  );
}
