import { useLocation } from 'preact-iso';
import { headOf, toneOf } from '#screens/common/face-words';
import { goesOut } from '#screens/common/goes-out';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { helpFor } from '#state/help';
import { serverTime } from '#state/lifelines';
import { running } from '#state/running';
import { person } from '#state/session';
import { help as say, visit } from '#text/en';
import { Help, HelpButton } from './help';
import { PhoneStatus } from './status';

/** What stays on every screen: what is received, the visit that runs, and the way to call for help. */
export function Bars() {
  const helped = helpFor.value;
  const mayNeedIt = goesOut(helped?.role);
  if (person.value === null && !mayNeedIt) return null;
  return (
    <div class="bars">
      {person.value === null ? (
        <section class="bars__row bars__row--alone" aria-label={say.lastHere}>
          <span class="quiet">{say.as(helped?.name ?? '')}</span>
          <HelpButton />
        </section>
      ) : (
        <div class="bars__row">
          <PhoneStatus />
          {mayNeedIt && <HelpButton />}
        </div>
      )}
      {mayNeedIt && <Help />}
      <WatchLine />
    </div>
  );
}

/** The visit that runs, on every screen but its own; one that this phone has no record of leads nowhere. */
function WatchLine() {
  const { path } = useLocation();
  const now = running.value;
  if (now === null) return null;
  const { id, client, standing } = now;
  const href = client === null ? null : paths.visit(client, id);
  if (path === href) return null;
  const look = `watch-line watch-line--${toneOf(standing)}`;
  const words = visit.line(
    headOf(standing, serverTime.value, zone()),
    client === null ? null : nameOf(client),
  );
  return (
    <section aria-label={visit.goingOn}>
      {href === null ? (
        <span class={look}>{words}</span>
      ) : (
        <a class={look} href={href}>
          {words}
        </a>
      )}
    </section>
  );
}
