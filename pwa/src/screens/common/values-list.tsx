import { KINDS, type KindName } from '#domain/kinds';
import type { Data } from '#domain/record';
import { SummaryList } from '#parts/summary-list';
import { held as say, values as words } from '#text/en';
import { labelOf } from './labels';
import { zone } from './place';

interface ValuesListProps {
  kind: string;
  values: unknown;
  /** What stood before, where something did. */
  was?: unknown;
}

/** What somebody wrote, field by field, with what stood before; the words of a note as they are read. */
export function ValuesList({ kind, values, was }: ValuesListProps) {
  const { text, ...rest } = dataOf(values);
  const before = dataOf(was);
  const fields = Object.keys(rest).filter((name) => !pointsElsewhere(kind, name));
  const said = (name: string, value: unknown) =>
    words.said(name, KINDS[kind as KindName]?.fields[name], value, zone());
  const rows = fields.map((name) => ({
    key: labelOf(kind, name),
    value: (
      <>
        <strong>{said(name, rest[name])}</strong>
        {name in before && <span class="quiet">{`\n${say.stood(said(name, before[name]))}`}</span>}
      </>
    ),
  }));
  return (
    <>
      {typeof text === 'string' && <p class="prose quote">{text}</p>}
      {rows.length > 0 && <SummaryList rows={rows} />}
    </>
  );
}

/** An id says nothing to a person. */
function pointsElsewhere(kind: string, name: string): boolean {
  const type = KINDS[kind as KindName]?.fields[name]?.type;
  return type === 'ref' || type === 'refs';
}

function dataOf(values: unknown): Data {
  return typeof values === 'object' && values !== null && !Array.isArray(values) ? (values as Data) : {};
}
