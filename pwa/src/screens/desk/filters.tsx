import { Button } from '#parts/button';
import type { Option } from '#parts/field';
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
        all={say.everyone}
        value={worker}
        options={byWords([...writers.value].map(([value, words]) => ({ value, words })))}
        onChoose={(chosen) => onChoose({ worker: chosen })}
      />
      <Select
        id="client"
        label={say.client}
        all={say.allClients}
        value={client}
        options={byWords(clients.value.map(({ id, data }) => ({ value: id, words: data.known_as })))}
        onChoose={(chosen) => onChoose({ client: chosen })}
      />
      <Select
        id="day"
        label={say.day}
        all={say.anyDay}
        value={day}
        options={lastDays.value.map((value) => ({ value, words: say.dayOf(value) }))}
        onChoose={(chosen) => onChoose({ day: chosen })}
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

interface SelectProps {
  id: string;
  label: string;
  all: string;
  value: string | null;
  options: Option[];
  onChoose: (value: string | null) => void;
}

function Select({ id, label, all, value, options, onChoose }: SelectProps) {
  return (
    <div class="nhsuk-form-group">
      <label class="nhsuk-label field__label" for={id}>
        {label}
      </label>
      <select
        class="nhsuk-select"
        id={id}
        value={value ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value || null)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
