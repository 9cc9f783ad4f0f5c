import { useEffect, useRef } from 'preact/hooks';
import type { BoardAlert } from '#domain/board';
import { form, alert as say } from '#text/en';

interface OutcomesProps {
  alert: BoardAlert;
  chosen: string | null;
  missing: boolean;
  onChoose: (outcome: string) => void;
}

/** How an alert ended: one of the outcomes that make sense, each a large target. It takes the focus. */
export function Outcomes({ alert, chosen, missing, onChoose }: OutcomesProps) {
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
          {say.outcomesFor(alert).map((outcome) => (
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
                {say.outcomeOf(outcome, alert.kind)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
