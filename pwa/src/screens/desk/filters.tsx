import { Button } from '#parts/button';
import type { Option } from '#parts/field';
import { Select } from '#parts/select';
import { clients } from '#state/records';
import { desk as say } from '#text/en';
import { type Choice, lastDays, writers } from './queue';

interface FiltersProps {
  choice: Choice;
  onChoose: (part: Partial<Choice>) => void;
}

/** Chooses whose, about whom, and of which day. */
export function Filters({ choice, onChoose }: FiltersProps) {
  const { worker, client, day } = choice;
  return (
    <details class="card filters" open={hasRoom()}>
      <summary class="filters__summary">{say.filters}</summary>
      <Select
        id="worker"
        label={say.worker}
        value={worker ?? ''}
        options={[
          { value: '', words: say.everyone },
          ...byWords([...writers.value].map(([value, words]) => ({ value, words }))),
        ]}
        onChoose={(chosen) => onChoose({ worker: chosen || null })}
      />
      <Select
        id="client"
        label={say.client}
        value={client ?? ''}
        options={[
          { value: '', words: say.allClients },
          ...byWords(clients.value.map(({ id, data }) => ({ value: id, words: data.known_as }))),
        ]}
        onChoose={(chosen) => onChoose({ client: chosen || null })}
      />
      <Select
        id="day"
        label={say.day}
        value={day ?? ''}
        options={[
          { value: '', words: say.anyDay },
          ...lastDays.value.map((value) => ({ value, words: say.dayOf(value) })),
        ]}
        onChoose={(chosen) => onChoose({ day: chosen || null })}
      />
      {(worker ?? client ?? day) !== null && (
        <Button look="secondary" onClick={() => onChoose({ worker: null, client: null, day: null })}>
          {say.clear}
        </Button>
      )}
    </details>
  );
}

function byWords(options: Option[]): Option[] {
  return options.sort((one, other) => one.words.localeCompare(other.words, 'en-GB'));
}

/** On a phone the notes come first, and the filters open when asked for. */
function hasRoom(): boolean {
  return globalThis.matchMedia('(min-width: 56rem)').matches;
}
