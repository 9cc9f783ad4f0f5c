import { isOut } from '#domain/board';
import { countSeen, type Glance } from '#domain/glance';
import { daysBetween, isMissed } from '#domain/supervision';
import { Card } from '#parts/card';
import { localOf } from '#parts/local-time';
import { now } from '#parts/now';
import { type Row, SummaryList } from '#parts/summary-list';
import { Tag } from '#parts/tag';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { boardVisits } from '#state/board';
import { type TeamDevice, teamDevices } from '#state/devices';
import { heldTray } from '#state/held';
import { supervisionsOf } from '#state/records';
import { person } from '#state/session';
import { glance as say, supervision, team } from '#text/en';
import { MetPicture } from './met-picture';
import { tones } from './tones';

/** One case manager's work in a card: each number leads to the list behind it. */
export function GlanceCard({ glance }: { glance: Glance }) {
  const { worker, name, clients, thisWeek, lastWeek, owed } = glance;
  const limit = person.value?.organisation.caseloadLimit ?? null;
  const leads = (list: string, words: string) => <Lead href={paths.workerList(worker, list)}>{words}</Lead>;
  return (
    <Card heading={name}>
      <MetPicture counts={countSeen(clients)} />
      <SummaryList
        rows={[
          {
            key: say.clients,
            value: (
              <>
                {leads('clients', say.caseload(clients.length, limit))}{' '}
                {limit !== null && clients.length > limit && <Tag tone="waiting">{say.tooMany}</Tag>}
              </>
            ),
          },
          {
            key: say.contacts,
            value: leads('contacts', say.againstLast(thisWeek.contacts.length, lastWeek.contacts.length)),
          },
          {
            key: say.missed,
            value: leads('missed', say.againstLast(thisWeek.missed.length, lastWeek.missed.length)),
          },
          { key: say.owed, value: leads('owed', String(owed.length)) },
          { key: supervision.heading, value: <LastSession worker={worker} /> },
          ...phoneRows(worker),
          ...waitingRows(glance),
          ...outRows(worker),
        ]}
      />
    </Card>
  );
}

/** How long ago the last supervision was. A month without one shows. */
function LastSession({ worker }: { worker: string }) {
  const today = localOf(now.value.toISOString(), zone()).slice(0, 10);
  const last = supervisionsOf(worker)[0]?.data.held_on ?? null;
  const words = last === null ? supervision.none : supervision.last(daysBetween(last, today));
  return (
    <>
      <Lead href={paths.workerList(worker, 'supervision')}>{words}</Lead>{' '}
      {isMissed(last, today) && <Tag tone="waiting">{supervision.missed}</Tag>}
    </>
  );
}

/** A number that leads to its list; large enough for a thumb. */
function Lead({ href, children }: { href: string; children: string }) {
  return (
    <a class="card__action" href={href}>
      {children}
    </a>
  );
}

/** The phone with the oldest unsent entry. Left out where nothing is known, or nothing is unsent. */
function phoneRows(worker: string): Row[] {
  const oldest = (teamDevices.value?.devices ?? [])
    .filter(({ user, unsent, revoked }) => user === worker && revoked === null && (unsent ?? 0) > 0)
    .sort((one, other) => since(one).localeCompare(since(other)))[0];
  if (oldest === undefined) return [];
  const words = team.unsent(oldest.unsent ?? 0, oldest.oldest_unsent, now.value);
  return [{ key: say.unsent, value: <Tag tone={tones[oldest.age]}>{words}</Tag> }];
}

function since(device: TeamDevice): string {
  return device.oldest_unsent ?? '';
}

/** What waits for the supervisor and is of this worker. Left out where nothing does. */
function waitingRows({ worker, clients }: Glance): Row[] {
  const own = new Set(clients.map(({ client }) => client.id));
  const conflicts = openConflicts.value.filter(({ client }) => own.has(client ?? '')).length;
  const held = heldTray.value.open.filter(({ data }) => data.written_by === worker).length;
  if (conflicts + held === 0) return [];
  const href = conflicts > 0 ? paths.conflicts : paths.held;
  return [{ key: say.waiting, value: <Lead href={href}>{say.decide(conflicts, held)}</Lead> }];
}

/** Who is out on a watched visit just now. */
function outRows(worker: string): Row[] {
  const out = boardVisits.value.filter(({ account, state }) => account === worker && isOut(state));
  return out.length === 0
    ? []
    : [{ key: say.out, value: <Lead href={paths.board}>{String(out.length)}</Lead> }];
}
