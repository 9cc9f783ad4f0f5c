import type { KindName } from '#domain/kinds';
import { Button } from '#parts/button';
import { mendRecord, type Parked, parkedItems } from '#state/refusals';
import { form, records, today as say } from '#text/en';
import { labelOf } from './labels';
import { nameOf } from './names';
import { paths } from './paths';

/** What the server did not take, each with the reason by field, mended where it is shown. */
export function Refusals() {
  return (
    <>
      {parkedItems.value.map((item) => (
        <Refusal key={item.change.id} item={item} />
      ))}
    </>
  );
}

function Refusal({ item: { change, state, errors } }: { item: Parked }) {
  const { record } = change;
  const kind = change.kind as KindName;
  const client = kind === 'client' ? record : (change.client ?? '');
  const reasons = Object.entries(errors);
  const title = say.about(say.kinds[kind] ?? kind, nameOf(client));
  const href = hrefOf(kind, record, client);
  return (
    <li>
      <p>
        {href === null ? (
          <strong>{title}</strong>
        ) : (
          <a class="card__action" href={href}>
            {title}
          </a>
        )}
      </p>
      {state === 'parked' || reasons.length === 0 ? (
        <p>{records.parked}</p>
      ) : (
        reasons.map(([field, words]) => <p key={field}>{form.at(labelOf(kind, field), words.join(' '))}</p>)
      )}
      <div class="banner__actions">
        <Button look="secondary" onClick={() => mendRecord(kind, record)}>
          {say.sendAgain}
        </Button>
      </div>
    </li>
  );
}

/** Where a record can be mended. */
function hrefOf(kind: KindName, record: string, client: string): string | null {
  switch (kind) {
    case 'note':
      return paths.mendNote(client, record);
    case 'contact':
      return paths.contact(client, record);
    case 'client':
      return paths.editClient(client);
    case 'conflict':
      return paths.conflicts;
    case 'held':
      return paths.held;
    case 'visit':
      return paths.visit(client, record);
    case 'risk':
      return paths.changeRisk(client, record);
    case 'caseload':
      return paths.moveClient(client);
    default:
      return null;
  }
}
