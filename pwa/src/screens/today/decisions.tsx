import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Tag } from '#parts/tag';
import { nameOf } from '#screens/common/names';
import { zone } from '#screens/common/place';
import { decisions, putAway, type Told } from '#state/held';
import { exportChange } from '#state/refusals';
import { codes, held as heldText, today as say } from '#text/en';
import { WhatYouWrote } from './what-you-wrote';

/** What was decided about the writer's held changes, until they put it away. */
export function Decisions() {
  if (decisions.value.length === 0) return null;
  return (
    <Card heading={say.decided} urgent>
      <ul class="lines">
        {decisions.value.map((told) => (
          <Decision key={told.id} told={told} />
        ))}
      </ul>
    </Card>
  );
}

function Decision({ told }: { told: Told }) {
  const { id, decision, reason, decidedName, decidedAt, change } = told;
  const word = codes('decision', decision);
  return (
    <li>
      <p class="entry__marks">
        <strong>{titleOf(told)}</strong>
        <Tag tone={decision === 'accepted' ? 'good' : 'attention'}>{word}</Tag>
      </p>
      <p class="quiet">{heldText.outcome(word, decidedName, decidedAt, zone())}</p>
      {reason !== null && (
        <>
          <p>{say.reasonOf(decidedName)}</p>
          <p class="prose quote">{reason}</p>
        </>
      )}
      {change !== null && <WhatYouWrote change={change} />}
      <div class="banner__actions">
        <Button onClick={() => putAway(id)}>{say.putAway}</Button>
        {decision === 'declined' && change !== null && (
          <Button look="secondary" onClick={() => exportChange(change.id)}>
            {say.saveCopy}
          </Button>
        )}
      </div>
    </li>
  );
}

function titleOf({ ofKind, change }: Told): string {
  if (change === null) return heldText.kindOf(ofKind);
  const { kind, record, client } = change;
  return say.about(heldText.kindOf(kind), nameOf(kind === 'client' ? record : client));
}
