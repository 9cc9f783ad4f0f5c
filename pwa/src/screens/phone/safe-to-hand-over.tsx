import { Card } from '#parts/card';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { type Safety, safeToHandOver } from '#state/safe-to-hand-over';
import { people, safe as say } from '#text/en';
import { leftWords } from './left-words';

/** 'Is it safe to hand over this phone?': yes or no, and why not. */
export function SafeToHandOver() {
  const answer = safeToHandOver.value;
  return (
    <Card heading={say.question} urgent={!answer.safe}>
      <div role="status">
        <p class={answer.safe ? 'verdict verdict--yes' : 'verdict verdict--no'}>
          {answer.safe ? say.yes : say.no}
        </p>
        {answer.safe && <p>{say.yesMore}</p>}
        {!answer.safe && (
          <ul class="nhsuk-list nhsuk-list--bullet">
            {answer.people.flatMap((one) =>
              leftWords(one, now.value).map((line) => <li key={`${one.person.id} ${line}`}>{line}</li>),
            )}
            {answer.reasons.map((reason) => (
              <li key={reason}>{WORDS[reason](answer)}</li>
            ))}
          </ul>
        )}
        {answer.held > 0 && <p>{say.held(answer.held)}</p>}
      </div>
      <p class="quiet">{say.signOutToo}</p>
    </Card>
  );
}

const WORDS: Readonly<Record<Safety['reasons'][number], (facts: Safety) => string>> = {
  found: () => people.strangers.found,
  lost: () => people.strangers.lost,
  never_received: () => say.notReceived(null, zone()),
  not_received_today: ({ lastReceived }) => say.notReceived(lastReceived, zone()),
  not_compared: ({ lastCompared }) => say.notCompared(lastCompared, zone()),
};
