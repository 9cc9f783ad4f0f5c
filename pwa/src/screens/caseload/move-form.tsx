import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { ErrorSummary } from '#parts/error-summary';
import { Select } from '#parts/select';
import { moveClient, type Worker, workers } from '#state/handover';
import { caseManagers } from '#state/organisation';
import { person } from '#state/session';
import { handover as say } from '#text/en';
import { type Way, Ways } from './ways';

interface MoveFormProps {
  client: string;
  /** Who works with them now, and stays. */
  now: readonly string[];
  onMoved: (name: string) => void;
}

/** Chooses who takes over, and whether the old phone may still send. */
export function MoveForm({ client, now, onMoved }: MoveFormProps) {
  const to = useSignal<Worker | null>(null);
  const way = useSignal<Way>('hand_over');
  const attempt = useSignal(0);
  const others = everybody().filter((worker) => !now.includes(worker.id));
  // Whoever was chosen before the server said that they have left is no choice any more.
  const chosen = others.find(({ id }) => id === to.value?.id) ?? null;
  const move = async () => {
    const taken = chosen;
    attempt.value = taken === null ? attempt.value + 1 : 0;
    if (taken === null) return;
    // Not afterwards: whom is chosen would then be no choice any more, and the box empty.
    to.value = null;
    await moveClient(client, taken, { handOver: way.value === 'hand_over' });
    onMoved(taken.name);
  };
  const wrong = attempt.value > 0 && chosen === null;
  return (
    <Card heading={say.move}>
      {others.length === 0 && <p>{say.noOthers}</p>}
      {others.length > 0 && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            move();
          }}
        >
          <ErrorSummary
            problems={wrong ? [{ target: 'to', words: say.toMissing }] : []}
            attempt={attempt.value}
          />
          <Whom
            others={others}
            chosen={chosen}
            onChoose={(worker) => {
              to.value = worker;
            }}
          />
          <Ways
            client={client}
            chosen={way.value}
            onChoose={(chosen) => {
              way.value = chosen;
            }}
          />
          <Button type="submit">{say.submit}</Button>
        </form>
      )}
    </Card>
  );
}

/** The case managers whom the server names; before it has, those who are known to have worked with a client. */
function everybody(): Worker[] {
  const named: readonly Worker[] = caseManagers.value.length > 0 ? caseManagers.value : workers.value;
  return named
    .filter(({ id }) => id !== person.value?.id)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

interface WhomProps {
  others: readonly Worker[];
  chosen: Worker | null;
  onChoose: (worker: Worker | null) => void;
}

function Whom({ others, chosen, onChoose }: WhomProps) {
  return (
    <Select
      id="to"
      label={say.to}
      value={chosen?.id ?? ''}
      options={[
        { value: '', words: say.choose },
        ...others.map(({ id, name }) => ({ value: id, words: name })),
      ]}
      required
      onChoose={(id) => onChoose(others.find((worker) => worker.id === id) ?? null)}
    />
  );
}
