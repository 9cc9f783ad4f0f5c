import { form as say } from '#text/en';
import type { BoxProps } from './field';

const pieces = [
  { label: say.day, at: 2, width: 2, suffix: 'first' },
  { label: say.month, at: 1, width: 2, suffix: 'month' },
  { label: say.year, at: 0, width: 4, suffix: 'year' },
] as const;

/** A day of the calendar in three boxes: for days that are known by heart, a calendar to leaf through is slow. */
export function DateInput({ name, value, wrong, onInput }: BoxProps) {
  const parts = String(value ?? '').split('-');
  const put = (at: number, typed: string) =>
    onInput(
      [0, 1, 2].map((place) => (place === at ? typed.replaceAll('-', '') : (parts[place] ?? ''))).join('-'),
    );
  return (
    <div class="nhsuk-date-input">
      {pieces.map(({ label, at, width, suffix }) => (
        <div class="nhsuk-date-input__item" key={suffix}>
          <label class="nhsuk-label nhsuk-date-input__label" for={`${name}-${suffix}`}>
            {label}
          </label>
          <input
            class={`nhsuk-input nhsuk-date-input__input nhsuk-input--width-${width} ${wrong ? 'nhsuk-input--error' : ''}`}
            id={`${name}-${suffix}`}
            name={`${name}-${suffix}`}
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={parts[at] ?? ''}
            {...(wrong ? { 'aria-invalid': true } : {})}
            onInput={(event) => put(at, event.currentTarget.value)}
          />
        </div>
      ))}
    </div>
  );
}

/** A moment: the phone's own date and time pickers, for moments near today. */
export function TimeInput({ name, rule, value, wrong, onInput }: BoxProps) {
  const [date = '', time = ''] = String(value ?? '').split('T');
  const look = `nhsuk-input ${wrong ? 'nhsuk-input--error' : ''}`;
  const shared = { 'aria-required': rule.required ?? false, ...(wrong ? { 'aria-invalid': true } : {}) };
  return (
    <div class="time-input">
      <div>
        <label class="nhsuk-label" for={`${name}-first`}>
          {say.date}
        </label>
        <input
          {...shared}
          class={look}
          id={`${name}-first`}
          type="date"
          value={date}
          onInput={(event) => onInput(`${event.currentTarget.value}T${time}`)}
        />
      </div>
      <div>
        <label class="nhsuk-label" for={`${name}-time`}>
          {say.time}
        </label>
        <input
          {...shared}
          class={look}
          id={`${name}-time`}
          type="time"
          value={time}
          onInput={(event) => onInput(`${date}T${event.currentTarget.value}`)}
        />
      </div>
    </div>
  );
}
