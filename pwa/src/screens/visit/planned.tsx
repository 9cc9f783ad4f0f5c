import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { StandingTag } from '#screens/common/standing-tag';
import { cancelVisit } from '#state/visits';
import { visit as say } from '#text/en';

/** What can be done about a plan: read the risk brief, change it, call it off. */
export function Planned({ visit }: { visit: Viewed<Visit> }) {
  const client = visit.client ?? '';
  return (
    <>
      {visit.standing === 'needs_attention' && <Reasons record={visit} />}
      <p class="entry__marks">
        <StandingTag record={visit} />
      </p>
      <p class="ways">
        <a class="card__action" href={paths.riskBefore(client, visit.id)}>
          {say.brief}
        </a>
        <a class="card__action" href={paths.changeVisit(client, visit.id)}>
          {say.change}
        </a>
        <button type="button" class="clear" onClick={() => void cancelVisit(visit)}>
          {say.callOff}
        </button>
      </p>
    </>
  );
}
