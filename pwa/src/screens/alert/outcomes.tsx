import { useEffect, useRef } from 'preact/hooks';
import { form, alert as say } from '#text/en';

interface OutcomesProps {
  /** The outcomes that make sense, the commonest first. */
  offered: readonly string[];
  chosen: string | null;
  missing: boolean;
  onChoose: (outcome: string) => void;
}

/** How an alert ended: one of the outcomes, each a large target. It takes the focus. */
export function Outcomes({ offered, chosen, missing, onChoose }: OutcomesProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => group.current?.querySelector('input')?.focus(), []);
  return (
    <div class={missing ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      <fieldset
        ref={group}
        class="nhsuk-fieldset"
        {...(missing ? { 'aria-describedby': 'outcome-error' } : {})}
      >
        <legend class="nhsuk-fieldset__legend field__label">{say.resolveWith}</legend>
        {missing && (
          <span class="nhsuk-error-message" id="outcome-error" role="alert">
            <span class="nhsuk-u-visually-hidden">{form.error}</span> {say.needOutcome}
          </span>
        )}
        <div class="nhsuk-radios nhsuk-radios--small tiles outcomes">
          {offered.map((outcome) => (
            <div class="nhsuk-radios__item" key={outcome}>
              <input
                class="nhsuk-radios__input"
                type="radio"
                id={`outcome-${outcome}`}
                name="outcome"
                checked={chosen === outcome}
                onChange={() => onChoose(outcome)}
              />
              <label class="nhsuk-label nhsuk-radios__label" for={`outcome-${outcome}`}>
                {say.outcomeOf(outcome)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
