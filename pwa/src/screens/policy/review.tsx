import type { Policy, PolicyInForce } from '#domain/policy';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { changePolicy } from '#state/policy';
import { form as formText, policy as say } from '#text/en';
import { Differences, LessSafe } from './differences';

interface ReviewProps {
  known: PolicyInForce;
  changes: Partial<Policy>;
  less: readonly string[];
  version: number;
  onBack: () => void;
  onDone: () => void;
}

/** A change before it is sent: what it is, and what becomes less safe by it. */
export function Review({ known, changes, less, version, onBack, onDone }: ReviewProps) {
  const doing = useDoing(formText.failed);
  const send = async () => {
    if (await doing.run(() => changePolicy({ policy: changes, version }))) onDone();
  };
  return (
    <Card heading={say.changesHeading} urgent={less.length > 0}>
      <Differences before={known.policy} after={{ ...known.policy, ...changes }} />
      {less.length === 0 ? (
        <p>{say.noLess}</p>
      ) : (
        <>
          <h3 class="nhsuk-heading-s">{say.lessSafe}</h3>
          <LessSafe sentences={less} />
          <p>{say.waits}</p>
        </>
      )}
      <Failure words={doing.words} />
      <div class="banner__actions">
        <Button busy={doing.busy} onClick={send}>
          {doing.busy ? say.saving : less.length > 0 ? say.sendWaiting : say.send}
        </Button>
        <Button look="secondary" onClick={onBack}>
          {say.back}
        </Button>
      </div>
    </Card>
  );
}
