import { useSignal } from '@preact/signals';
import type { Caseload } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Tag } from '#parts/tag';
import { Reasons } from '#screens/common/reasons';
import { StandingTag } from '#screens/common/standing-tag';
import { teamDevices } from '#state/devices';
import { closeHandover } from '#state/handover';
import { records, handover as say } from '#text/en';

/** One case manager of a client; a handover with what its phone may still do, and closing it. */
export function WorksWith({ entry }: { entry: Viewed<Caseload> }) {
  const { worker_name, since, handing_over } = entry.data;
  const name = worker_name ?? records.somebody;
  return (
    <li>
      <p class="entry__marks">
        <strong>{name}</strong>
        <span class="quiet">{say.since(since ?? null)}</span>
        {handing_over && <Tag tone="waiting">{say.handingOver}</Tag>}
        {entry.standing === 'on_phone' && <StandingTag record={entry} />}
      </p>
      {entry.standing === 'needs_attention' && <Reasons record={entry} />}
      {handing_over && <Handover entry={entry} name={name} />}
    </li>
  );
}

function Handover({ entry, name }: { entry: Viewed<Caseload>; name: string }) {
  const asking = useSignal(false);
  const ask = (value: boolean) => () => {
    asking.value = value;
  };
  const unsent = unsentOf(entry.data.worker);
  return (
    <>
      <p>{say.drains(name)}</p>
      <p class="quiet">{say.phoneSays(unsent)}</p>
      {asking.value && unsent !== 0 && <p role="status">{say.closeSure}</p>}
      <div class="banner__actions">
        {asking.value ? (
          <>
            <Button look="secondary" onClick={() => closeHandover(entry.id)}>
              {say.closeYes}
            </Button>
            <Button onClick={ask(false)}>{say.closeNo}</Button>
          </>
        ) : (
          <Button look="secondary" onClick={ask(true)}>
            {say.close}
          </Button>
        )}
      </div>
    </>
  );
}

/** What all phones of somebody last said; null where one of them has not. */
function unsentOf(worker: string): number | null {
  const theirs = (teamDevices.value?.devices ?? []).filter(
    (one) => one.user === worker && one.revoked === null,
  );
  if (theirs.length === 0 || theirs.some((one) => one.unsent === null)) return null;
  return theirs.reduce((all, one) => all + (one.unsent ?? 0), 0);
}
