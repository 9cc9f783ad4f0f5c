import { useLocation } from 'preact-iso';
import { headOf, toneOf } from '#screens/common/face-words';
import { goesOut } from '#screens/common/goes-out';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { helpFor } from '#state/help';
import { serverTime } from '#state/lifelines';
import { person } from '#state/session';
import { running } from '#state/visiting';
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

/** The visit that runs, on every screen but its own. */
function WatchLine() {
  const { path } = useLocation();
  const now = running.value;
  if (now === null || now.client === null) return null;
  const href = paths.visit(now.client, now.id);
  if (path === href) return null;
  const head = headOf(now.standing, serverTime.value, zone());
  return (
    <section aria-label={visit.goingOn}>
      <a class={`watch-line watch-line--${toneOf(now.standing)}`} href={href}>
        {visit.line(head, nameOf(now.client))}
      </a>
    </section>
  );
}
