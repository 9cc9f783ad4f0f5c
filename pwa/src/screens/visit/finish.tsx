import { useSignal } from '@preact/signals';
import { briefOf } from '#domain/risk';
import { Button } from '#parts/button';
import { HoldButton } from '#parts/hold-button';
import { risksOf } from '#state/records';
import { type Outcome, type Visiting, wantsPin } from '#state/visiting';
import { visit as say } from '#text/en';
import { useNextStep } from './next-step';
import { PinStep } from './pin-step';

const OUTCOMES: readonly Outcome[] = ['took_place', 'cancelled', 'did_not_attend'];

/** Finishing: how it went, then a hold or the PIN. What was said of how it went is asked only once. */
export function Finish({ visiting, onBack }: { visiting: Visiting; onBack: () => void }) {
  const { visit } = visiting;
  const known = visit.data.state === 'done' ? ((visit.data.outcome ?? 'took_place') as Outcome) : null;
  const outcome = useSignal<Outcome | null>(known);
  useNextStep(outcome.value ?? '');
  if (outcome.value === null) {
    return (
      <>
        <h2 class="nhsuk-heading-m">{say.outcomeQuestion}</h2>
        <div class="steps__close">
          {OUTCOMES.map((one) => (
            <Button
              key={one}
              onClick={() => {
                outcome.value = one;
              }}
            >
              {say.outcomes[one]}
            </Button>
          ))}
        </div>
        <Back onBack={onBack} />
      </>
    );
  }
  const chosen = outcome.value;
  return (
    <>
      <h2 class="nhsuk-heading-m">{say.outcomes[chosen]}</h2>
      {asksPin(visiting) ? (
        <PinStep
          wrong={visiting.standing.refusal === 'pin_wrong'}
          onPin={(pin) => visiting.finish(chosen, pin)}
        />
      ) : (
        <HoldButton
          words={say.holdToFinish}
          again={say.pressAgain}
          hint={say.holdHint}
          onHeld={() => void visiting.finish(chosen, null)}
        />
      )}
      <Back onBack={onBack} />
    </>
  );
}

function Back({ onBack }: { onBack: () => void }) {
  return (
    <Button look="secondary" onClick={onBack}>
      {say.back}
    </Button>
  );
}

/** The PIN is asked where a risk is known, the time has passed, there was an alert, or the server wants it. */
function asksPin({ pinSet, standing, visit, practice, now }: Visiting): boolean {
  if (standing.refusal === 'pin_needed' || standing.refusal === 'pin_wrong') return true;
  if (!pinSet) return false;
  const today = new Date(now).toISOString().slice(0, 10);
  const flagged = visit.client !== null && briefOf(risksOf(visit.client), today).flags.length > 0;
  return practice || flagged || wantsPin(standing);
}
