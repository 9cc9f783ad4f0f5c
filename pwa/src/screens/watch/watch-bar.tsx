import { useEffect } from 'preact/hooks';
import { type BoardVisit, isUntaken } from '#domain/board';
import { overlooked } from '#domain/causes';
import { Button } from '#parts/button';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { alerts, attentive, board, boardNow, causes, freshness, keepWatch, looking } from '#state/board';
import { keepSiren, quiet, siren, sound, testSound } from '#state/siren';
import { board as say } from '#text/en';

/** Over every page of those who watch: alerts that nobody has, the board's own alarms, and the siren. */
export function WatchBar() {
  useEffect(keepWatch, []);
  useEffect(keepSiren, []);
  return (
    <section class={`watch-bar watch-bar--${siren.value}`} aria-label={say.wallHeading}>
      <div class="watch-bar__inside">
        <OwnAlarms />
        <Untaken />
        <SirenRow />
      </div>
      <div class="nhsuk-u-visually-hidden" role="alert">
        {announced()}
      </div>
    </section>
  );
}

/** Read aloud once for each new reason, not each second. */
function announced(): string {
  const own = [...new Set(causes.value.map(({ is }) => is))].flatMap((is) =>
    is === 'alert' ? [] : [say.own[is].what],
  );
  const open = alerts.value.filter(isUntaken).map(say.title);
  return attentive.value ? [...own, ...open].join('. ') : '';
}

function OwnAlarms() {
  const found = new Set(causes.value.map(({ is }) => is));
  const missed = board.value === null ? [] : overlooked(board.value, boardNow.value);
  return (
    <>
      {found.has('stale') && <OwnAlarm is="stale" more={freshness.value.failing} />}
      {found.has('engine') && <OwnAlarm is="engine" />}
      {found.has('overlooked') && <OwnAlarm is="overlooked" visits={missed} />}
    </>
  );
}

interface OwnAlarmProps {
  is: 'stale' | 'engine' | 'overlooked';
  more?: string | null;
  visits?: readonly BoardVisit[];
}

function OwnAlarm({ is, more = null, visits = [] }: OwnAlarmProps) {
  return (
    <div class="watch-bar__alarm">
      <p class="watch-bar__what">{say.own[is].what}</p>
      {visits.map((visit) => (
        <p key={visit.id}>
          <a href={paths.boardVisit(visit.id)}>
            {say.shouldHave(visit.worker, visit.alert_at ?? '', zone())}
          </a>
        </p>
      ))}
      <p>
        {more !== null && `${say.failing[more] ?? say.failingElse} `}
        {say.own[is].do}
      </p>
    </div>
  );
}

/** Where the board is open they stand in full. */
function Untaken() {
  const open = alerts.value.filter(isUntaken);
  if (open.length === 0 || looking.value > 0) return null;
  return (
    <ul class="watch-bar__alerts">
      {open.map((alert) => (
        <li key={alert.id}>
          <a href={paths.alert(alert.id)}>{say.title(alert)}</a>{' '}
          {say.since(alert.opened, boardNow.value, zone())}
        </li>
      ))}
    </ul>
  );
}

/** The siren in one row, with the one thing that can be done about it: a board that cannot be heard has to say so. */
function SirenRow() {
  if (sound.value === 'ready') return siren.value === 'silent' ? null : <Heard />;
  if (siren.value !== 'sounding' && !attentive.value) return null;
  if (sound.value === 'absent') return <p>{say.soundAbsent}</p>;
  return (
    <div class="watch-bar__row">
      <p>{siren.value === 'sounding' ? say.unheard : say.soundOff}</p>
      <Button look="secondary" onClick={testSound}>
        {say.turnOnSound}
      </Button>
    </div>
  );
}

function Heard() {
  if (siren.value === 'quieted') return <p>{say.quieted}</p>;
  return (
    <div class="watch-bar__row">
      <p>{say.sounding}</p>
      <Button look="secondary" onClick={quiet}>
        {say.quietFor}
      </Button>
    </div>
  );
}
