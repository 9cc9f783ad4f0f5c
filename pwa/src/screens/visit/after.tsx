import { useSignal } from '@preact/signals';
import { Button, ButtonLink } from '#parts/button';
import { paths } from '#screens/common/paths';
import type { Outcome, Visiting } from '#state/visiting';
import { writeContact } from '#state/visits';
import { visit as say } from '#text/en';
import { Face } from './face';

const OUTCOMES: readonly Outcome[] = ['took_place', 'cancelled', 'did_not_attend'];

/** After the door: what the server knows, how it went where nobody has said, a near miss, a note. */
export function After({ visiting }: { visiting: Visiting }) {
  const { visit, standing } = visiting;
  return (
    <>
      {standing.face === 'planned' ? <p>{say.finishedEarlier}</p> : <Face visiting={visiting} />}
      <div class="steps" tabIndex={-1}>
        {visit.data.state === 'done' ? <Next visiting={visiting} /> : <HowDidItGo visiting={visiting} />}
      </div>
    </>
  );
}

function HowDidItGo({ visiting: { visit, standing } }: { visiting: Visiting }) {
  const saving = useSignal(false);
  const say_ = (outcome: Outcome) => () => {
    saving.value = true;
    writeContact(visit, outcome, standing.started).catch(() => {
      saving.value = false;
    });
  };
  return (
    <>
      <h2 class="nhsuk-heading-m">{say.outcomeQuestion}</h2>
      {OUTCOMES.map((one) => (
        <Button key={one} busy={saving.value} onClick={say_(one)}>
          {say.outcomes[one]}
        </Button>
      ))}
    </>
  );
}

function Next({ visiting: { visit } }: { visiting: Visiting }) {
  const client = visit.client ?? '';
  return (
    <>
      <ButtonLink href={paths.newNoteAbout(client, visit.data.contact ?? '')}>{say.writeNote}</ButtonLink>
      <h2 class="nhsuk-heading-s">{say.nearMissQuestion}</h2>
      <ButtonLink look="secondary" href={paths.nearMissAt(client, visit.id)}>
        {say.nearMissYes}
      </ButtonLink>
      <p>
        <a class="card__action" href={paths.start}>
          {say.toToday}
        </a>
      </p>
    </>
  );
}
