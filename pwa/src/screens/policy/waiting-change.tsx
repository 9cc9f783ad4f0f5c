import type { PolicyInForce } from '#domain/policy';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { confirmChange } from '#state/policy';
import { person } from '#state/session';
import { form as formText, policy as say } from '#text/en';
import { Differences, LessSafe } from './differences';

interface WaitingChangeProps {
  known: PolicyInForce;
  waiting: NonNullable<PolicyInForce['waiting']>;
}

/** A change that makes somebody less safe: what it is, and the way to agree for anyone but its maker. */
export function WaitingChange({ known, waiting }: WaitingChangeProps) {
  const doing = useDoing(formText.failed);
  const own = waiting.made_by === person.value?.id;
  return (
    <Card heading={say.waiting} urgent>
      <p>{say.madeBy(waiting.made_by_name, waiting.made_at, zone())}</p>
      <h3 class="nhsuk-heading-s">{say.lessSafe}</h3>
      <LessSafe sentences={waiting.less_safe} />
      <Differences before={known.policy} after={waiting.policy} />
      <Failure words={doing.words} />
      {own ? (
        <p>{say.ownChange}</p>
      ) : (
        <Button busy={doing.busy} onClick={() => doing.run(() => confirmChange(waiting.version))}>
          {say.agree}
        </Button>
      )}
    </Card>
  );
}
