import type { Policy } from '#domain/policy';
import { boxOf, PARTS, partOf } from '#domain/policy-form';
import { SummaryList } from '#parts/summary-list';
import { policy as say } from '#text/en';

interface DifferencesProps {
  before: Policy;
  after: Policy;
}

/** What differs between two policies, part by part. */
export function Differences({ before, after }: DifferencesProps) {
  const rows = PARTS.map((part) => ({
    key: say.names[boxOf(part)] ?? part.name,
    was: say.said(part.name, partOf(part, before)),
    is: say.said(part.name, partOf(part, after)),
  })).filter(({ was, is }) => was !== is);
  return <SummaryList rows={rows.map(({ key, was, is }) => ({ key, value: say.fromTo(was, is) }))} />;
}

/** What a change makes less safe, in sentences. */
export function LessSafe({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
