import type { Conflict } from '#domain/kinds';
import type { Change, Viewed } from '#domain/record';
import { Card, Entry } from '#parts/card';
import { labelOf } from '#screens/common/labels';
import { nameOf } from '#screens/common/names';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { Refusals } from '#screens/common/refusals';
import { waitingForDecision } from '#state/held';
import { parkedItems } from '#state/refusals';
import { person } from '#state/session';
import { conflicts as conflictText, today as say } from '#text/en';
import { WhatYouWrote } from './what-you-wrote';

/** What waits for the person themselves: refused, with the reason. */
export function Attention() {
  if (parkedItems.value.length === 0) return null;
  return (
    <Card heading={say.needsAttention} urgent>
      <ul class="lines">
        <Refusals />
      </ul>
    </Card>
  );
}

/** What somebody else decides: held changes, and values that differ. Nothing to do, and nothing lost. */
export function WithSupervisor() {
  const me = person.value?.id;
  const mine = openConflicts.value.filter(({ data }) => data.offered_by === me || data.kept_by === me);
  const held = waitingForDecision.value;
  if (held.length + mine.length === 0) return null;
  return (
    <Card heading={say.withSupervisor}>
      <ul class="lines">
        {held.map((change) => (
          <HeldChange key={change.id} change={change} />
        ))}
      </ul>
      <ul class="list">
        {mine.map((conflict) => (
          <MyConflict key={conflict.id} conflict={conflict} mine={conflict.data.offered_by === me} />
        ))}
      </ul>
    </Card>
  );
}

/** The client may have left this phone, so what is held leads nowhere; the words are kept. */
function HeldChange({ change }: { change: Change }) {
  const { kind, record, client } = change;
  const about = nameOf(kind === 'client' ? record : client);
  return (
    <li>
      <p>
        <strong>{say.about(say.kinds[kind] ?? kind, about)}</strong>
      </p>
      <p>{say.held}</p>
      <WhatYouWrote change={change} />
    </li>
  );
}

function MyConflict({ conflict, mine }: { conflict: Viewed<Conflict>; mine: boolean }) {
  const { of_kind, field, kept } = conflict.data;
  const title =
    field === 'deleted'
      ? conflictText.deletion(of_kind ?? '', kept === true)
      : say.conflict(labelOf(of_kind ?? '', field ?? ''), nameOf(conflict.client));
  return (
    <Entry href={paths.client(conflict.client ?? '')} title={title}>
      <p>{mine ? say.valueKept : say.bothKept}</p>
    </Entry>
  );
}
