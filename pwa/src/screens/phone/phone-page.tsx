import type { Person } from '#domain/person';
import { Button, ButtonLink } from '#parts/button';
import { Card } from '#parts/card';
import { now } from '#parts/now';
import { SummaryList } from '#parts/summary-list';
import { goesOut } from '#screens/common/goes-out';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { PhoneProblems } from '#screens/common/problems';
import { UpdateReady } from '#screens/common/update-ready';
import { Page } from '#screens/shell/page';
import { person, session } from '#state/session';
import { status, syncNow } from '#state/status';
import { shortly } from '#text/dates';
import { records, phone as say, status as statusText } from '#text/en';
import { Compare } from './compare';
import { GoingOut } from './going-out';
import { Keeping } from './keeping';
import { NotificationsLater } from './notifications-later';
import { PeopleHere } from './people-here';
import { SafeToHandOver } from './safe-to-hand-over';
import { SignOut } from './sign-out';

/** This phone: who is signed in, what waits on it, whether the browser keeps it, and signing out. */
export function PhonePage() {
  const someone = person.value;
  if (someone === null) return null;
  const { syncing } = status.value;
  return (
    <Page
      title={say.heading}
      actions={
        session.value === 'expired' ? (
          <ButtonLink href={paths.signIn}>{say.signInAgain}</ButtonLink>
        ) : (
          <Button busy={syncing} onClick={syncNow}>
            {syncing ? say.syncing : say.sync}
          </Button>
        )
      }
    >
      <UpdateReady />
      <PhoneProblems />
      <div class="columns columns--even">
        <div>
          <SafeToHandOver />
          <Sending />
          <Compare />
        </div>
        <div>
          <PeopleHere />
          <NotificationsLater />
          <Keeping />
          {goesOut(someone.role) && <GoingOut />}
          <Who person={someone} />
          <SignOut />
        </div>
      </div>
    </Page>
  );
}

function Sending() {
  const { unsent, oldestUnsent, needsAttention, lastReceived, online } = status.value;
  const waiting = unsent === 0 ? statusText.nothingWaits : statusText.unsent(unsent, oldestUnsent, now.value);
  return (
    <Card heading={say.sending}>
      <SummaryList
        rows={[
          { key: say.waiting, value: waiting },
          {
            key: say.lastReceived,
            value:
              lastReceived === null ? say.never : records.first(shortly(lastReceived, now.value, zone())),
          },
          { key: say.network, value: say.networks[online] },
          ...(needsAttention === 0
            ? []
            : [{ key: say.needsAttention, value: statusText.attention(needsAttention) }]),
        ]}
      />
    </Card>
  );
}

function Who({ person: { name, email, role, teamName, organisation } }: { person: Person }) {
  return (
    <Card heading={say.signedInAs}>
      <SummaryList
        rows={[
          { key: say.name, value: `${name}\n${email}` },
          { key: say.role, value: say.roles[role] },
          ...(teamName === null ? [] : [{ key: say.team, value: teamName }]),
          { key: say.organisation, value: organisation.name },
        ]}
      />
    </Card>
  );
}
