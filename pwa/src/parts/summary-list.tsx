import type { ComponentChildren } from 'preact';

export interface Row {
  key: string;
  value: ComponentChildren;
}

/** A list of facts: what, and the value. */
export function SummaryList({ rows }: { rows: Row[] }) {
  return (
    <dl class="nhsuk-summary-list">
      {rows.map((row) => (
        <div class="nhsuk-summary-list__row" key={row.key}>
          <dt class="nhsuk-summary-list__key">{row.key}</dt>
          <dd class="nhsuk-summary-list__value">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
