import type { Change } from '#domain/record';
import { ValuesList } from '#screens/common/values-list';
import { today as say } from '#text/en';

/** The words of a change that others decide about: its writer keeps them. */
export function WhatYouWrote({ change: { kind, set } }: { change: Change }) {
  if (!set) return null;
  return (
    <details class="nhsuk-details">
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{say.whatYouWrote}</span>
      </summary>
      <div class="nhsuk-details__text">
        <ValuesList kind={kind} values={set} />
      </div>
    </details>
  );
}
