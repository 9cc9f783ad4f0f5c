import { codes, form as say, values } from '#text/en';
import type { BoxProps, Option } from './field';

/** One of a list: large tiles where the list is short, else a list that opens. */
export function ChoiceInput({ whole, ...props }: BoxProps & { whole: boolean }) {
  const { name, rule, value, options = offered(props) } = props;
  if (whole) return <Tiles {...props} options={options} />;
  return (
    <select
      class={`nhsuk-select ${props.wrong ? 'nhsuk-select--error' : ''}`}
      id={name}
      name={name}
      aria-describedby={props.describedBy}
      aria-required={rule.required ?? false}
      value={String(value ?? '')}
      onChange={(event) => props.onInput(event.currentTarget.value || null)}
    >
      <option value="">{rule.required ? say.choose : values.empty}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.words}
        </option>
      ))}
    </select>
  );
}

/** Yes or no, or neither. */
export function YesNoInput(props: BoxProps) {
  const options = [
    { value: 'true', words: values.yes },
    { value: 'false', words: values.no },
  ];
  const chosen = typeof props.value === 'boolean' ? String(props.value) : null;
  const onInput = (value: unknown) => props.onInput(value === null ? null : value === 'true');
  return <Tiles {...props} value={chosen} options={options} onInput={onInput} />;
}

function Tiles({ name, rule, value, options, onInput }: BoxProps & { options: readonly Option[] }) {
  return (
    <>
      <div class="nhsuk-radios nhsuk-radios--small tiles">
        {options.map((option, index) => (
          <div class="nhsuk-radios__item" key={option.value}>
            <input
              class="nhsuk-radios__input"
              type="radio"
              id={index === 0 ? name : `${name}-${option.value}`}
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onInput(option.value)}
            />
            <label
              class="nhsuk-label nhsuk-radios__label"
              for={index === 0 ? name : `${name}-${option.value}`}
            >
              {option.words}
            </label>
          </div>
        ))}
      </div>
      {!rule.required && value !== null && (
        <button type="button" class="clear" onClick={() => onInput(null)}>
          {say.clear}
        </button>
      )}
    </>
  );
}

/** Several of a list. */
export function CheckList(props: BoxProps) {
  const chosen = Array.isArray(props.value) ? props.value.map(String) : [];
  const toggle = (code: string) =>
    props.onInput(
      chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code].sort(),
    );
  const { options = offered(props) } = props;
  return (
    <div class="nhsuk-checkboxes nhsuk-checkboxes--small tiles tiles--wide">
      {options.map((option, index) => (
        <div class="nhsuk-checkboxes__item" key={option.value}>
          <input
            class="nhsuk-checkboxes__input"
            type="checkbox"
            id={index === 0 ? props.name : `${props.name}-${option.value}`}
            name={props.name}
            value={option.value}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <label
            class="nhsuk-label nhsuk-checkboxes__label"
            for={index === 0 ? props.name : `${props.name}-${option.value}`}
          >
            {option.words}
          </label>
        </div>
      ))}
    </div>
  );
}

/** The codes of today's list, and those that stand in the record though retired or from a newer build. */
function offered({ name, rule, value }: BoxProps): Option[] {
  const known = rule.codes ?? [];
  const standing = (Array.isArray(value) ? value : [value]).filter(
    (code): code is string => typeof code === 'string' && !known.includes(code),
  );
  return [...known, ...standing].map((code) => ({ value: code, words: codes(name, code) }));
}
