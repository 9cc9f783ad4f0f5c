interface TilesProps<T extends string> {
  name: string;
  legend: string;
  options: readonly { value: T; words: string; more: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

/** One of a few ways to go on, each a large target that says what it means. */
export function Tiles<T extends string>({ name, legend, options, chosen, onChoose }: TilesProps<T>) {
  return (
    <fieldset class="nhsuk-fieldset nhsuk-form-group">
      <legend class="nhsuk-fieldset__legend field__label">{legend}</legend>
      <div class="nhsuk-radios nhsuk-radios--small tiles tiles--told">
        {options.map(({ value, words, more }) => (
          <div class="nhsuk-radios__item" key={value}>
            <input
              class="nhsuk-radios__input"
              type="radio"
              id={`${name}-${value}`}
              name={name}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            <label class="nhsuk-label nhsuk-radios__label tiles__told" for={`${name}-${value}`}>
              <strong>{words}</strong>
              <span class="quiet">{more}</span>
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
