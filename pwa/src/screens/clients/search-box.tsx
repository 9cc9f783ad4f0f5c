import { clients as say } from '#text/en';

interface SearchBoxProps {
  value: string;
  onInput: (value: string) => void;
}

/** The box over the list of clients. It searches as the person types; there is nothing to send. */
export function SearchBox({ value, onInput }: SearchBoxProps) {
  return (
    <search>
      <form class="nhsuk-form-group" onSubmit={(event) => event.preventDefault()}>
        <label class="nhsuk-label field__label" for="search">
          {say.search}
        </label>
        <div class="nhsuk-hint" id="search-hint">
          {say.searchHint}
        </div>
        <input
          class="nhsuk-input"
          id="search"
          type="search"
          dir="auto"
          autocomplete="off"
          aria-describedby="search-hint"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}
