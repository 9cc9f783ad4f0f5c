import type { Viewed } from '#domain/record';
import { form, records as say } from '#text/en';
import { labelOf } from './labels';

/** Why a record was not accepted, field by field, in the server's words. */
export function Reasons({ record }: { record: Viewed<unknown> }) {
  const reasons = Object.entries(record.errors ?? {});
  if (reasons.length === 0) return <p>{say.parked}</p>;
  return (
    <ul class="nhsuk-list">
      {reasons.map(([field, words]) => (
        <li key={field}>{form.at(labelOf(record.kind, field), words.join(' '))}</li>
      ))}
    </ul>
  );
}
