import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { paths } from '#screens/common/paths';
import { pushState } from '#state/push';
import type { Visiting } from '#state/visiting';
import { visit as say } from '#text/en';
import { Face } from './face';
import { Finish } from './finish';
import { useNextStep } from './next-step';

type Step = 'rest' | 'more' | 'finish';

const MORE = [10, 20, 30] as const;

/** A visit that runs: how it stands, and one decision at a time. */
export function Armed({ visiting }: { visiting: Visiting }) {
  const step = useSignal<Step>('rest');
  const go = (next: Step) => () => {
    step.value = next;
  };
  const refused = visiting.standing.refusal === 'pin_needed' || visiting.standing.refusal === 'pin_wrong';
  const finishing = step.value === 'finish' || refused;
  useNextStep(finishing ? 'finish' : step.value);
  return (
    <>
      <Face visiting={visiting} brief={finishing} />
      <div class="steps" tabIndex={-1}>
        {finishing ? (
          <Finish visiting={visiting} onBack={go('rest')} />
        ) : step.value === 'more' ? (
          <More visiting={visiting} onDone={go('rest')} />
        ) : (
          <Rest visiting={visiting} onFinish={go('finish')} onMore={go('more')} />
        )}
      </div>
    </>
  );
}

interface RestProps {
  visiting: Visiting;
  onFinish: () => void;
  onMore: () => void;
}

function Rest({ visiting, onFinish, onMore }: RestProps) {
  const said = useSignal(false);
  const fine = async () => {
    await visiting.checkIn();
    said.value = true;
  };
  return (
    <>
      <Button onClick={onFinish}>{say.finish}</Button>
      <div class="steps__row">
        <Button look="secondary" onClick={onMore}>
          {say.moreTime}
        </Button>
        <Button look="secondary" onClick={() => void fine()}>
          {say.imFine}
        </Button>
      </div>
      <p class="quiet" role="status">
        {said.value && !visiting.standing.unheard && say.fineSaid}
      </p>
      {!visiting.practice && <NoReminder />}
    </>
  );
}

/** Says where she is not reminded of the end of her time, with the way to change that. */
function NoReminder() {
  const is = pushState.value;
  if (is === 'on' || is === 'asking') return null;
  return (
    <p class="quiet">
      {say.noReminder} <a href={paths.phone}>{say.noReminderWay}</a>
    </p>
  );
}

function More({ visiting, onDone }: { visiting: Visiting; onDone: () => void }) {
  const ask = (minutes: number) => () => {
    void visiting.extend(minutes);
    onDone();
  };
  return (
    <>
      <div class="steps__row">
        {MORE.map((minutes) => (
          <Button key={minutes} onClick={ask(minutes)}>
            {say.more(minutes)}
          </Button>
        ))}
      </div>
      <Button look="secondary" onClick={onDone}>
        {say.back}
      </Button>
    </>
  );
}
