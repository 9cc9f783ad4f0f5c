import { useSignal } from '@preact/signals';
import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { paths } from '#screens/common/paths';
import { Reasons } from '#screens/common/reasons';
import { StandingTag } from '#screens/common/standing-tag';
import { cancelVisit } from '#state/visits';
import { visit as say } from '#text/en';

/** What can be done about a plan: read the risk brief, change it, call it off. */
export function Planned({ visit }: { visit: Viewed<Visit> }) {
  const asking = useSignal(false);
  const ask = (value: boolean) => () => {
    asking.value = value;
  };
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
        {!asking.value && (
          <button type="button" class="clear" onClick={ask(true)}>
            {say.callOff}
          </button>
        )}
      </p>
      {asking.value && (
        <div ref={bringIntoView}>
          <p role="status">{say.callOffSure}</p>
          <div class="banner__actions">
            <Button look="secondary" onClick={() => cancelVisit(visit)}>
              {say.callOffYes}
            </Button>
            <Button onClick={ask(false)}>{say.callOffNo}</Button>
          </div>
        </div>
      )}
    </>
  );
}

/** It comes below what was pressed, at the end of the page. */
function bringIntoView(asked: HTMLElement | null): void {
  asked?.scrollIntoView({ block: 'nearest' });
}
