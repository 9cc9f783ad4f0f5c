import { Button } from '#parts/button';
import type { Option } from '#parts/field';
import { clients } from '#state/records';
import { desk as say } from '#text/en';
import { arrived, type Choice, noChoice } from './arrived';

interface FiltersProps {
  choice: Choice;
  onChoose: (part: Partial<Choice>) => void;
}

/** Chooses whose notes, about whom, and whether only the unread. */
export function Filters({ choice, onChoose }: FiltersProps) {
  const workers = new Map(arrived.value.map((note) => [note.made.by, note.made.name]));
  const people = [...workers].map(([value, words]) => ({ value, words }));
  const about = clients.value.map((client) => ({ value: client.id, words: client.data.known_as }));
  return (
    <details class="card filters" open={hasRoom()}>
      <summary class="filters__summary">{say.filters}</summary>
      <Select
        id="worker"
        label={say.worker}
        all={say.everyone}
        value={choice.worker}
        options={people}
        onChoose={(worker) => onChoose({ worker })}
      />
      <Select
        id="client"
        label={say.client}
        all={say.allClients}
        value={choice.client}
        options={about}
        onChoose={(client) => onChoose({ client })}
      />
      <div class="nhsuk-checkboxes nhsuk-form-group">
        <div class="nhsuk-checkboxes__item">
          <input
            class="nhsuk-checkboxes__input"
            id="unread"
            type="checkbox"
            checked={choice.unreadOnly}
            onChange={(event) => onChoose({ unreadOnly: event.currentTarget.checked })}
          />
          <label class="nhsuk-label nhsuk-checkboxes__label" for="unread">
            {say.unreadOnly}
          </label>
        </div>
      </div>
      {(choice.worker ?? choice.client) !== null && (
        <Button look="secondary" onClick={() => onChoose(noChoice)}>
          {say.clear}
        </Button>
      )}
    </details>
  );
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
        {options
          .toSorted((one, other) => one.words.localeCompare(other.words, 'en-GB'))
          .map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
      </select>
    </div>
  );
}
