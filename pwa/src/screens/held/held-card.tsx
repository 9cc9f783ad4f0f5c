import type { Held } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Reasons } from '#screens/common/reasons';
import { ValuesList } from '#screens/common/values-list';
import { clientOf } from '#state/records';
import { held as say } from '#text/en';
import { titleOf, whyOf, writtenAt } from './about';
import { Decide, type Decided } from './decide';

interface HeldCardProps {
  held: Viewed<Held>;
  onDecided: (decision: Decided) => void;
}

/** One held change: who wrote what when about whom, why it waits, and the decision. */
export function HeldCard({ held, onDecided }: HeldCardProps) {
  const { data, id } = held;
  const { of_kind, of_client, written_name, values, was, base, deletes } = data;
  const title = titleOf(data);
  return (
    <article class="card card--urgent held" id={`held-${id}`} aria-labelledby={`about-${id}`}>
      <h2 class="card__heading" id={`about-${id}`}>
        {of_client && clientOf(of_client) ? (
          <a class="card__action" href={paths.client(of_client)}>
            {title}
          </a>
        ) : (
          title
        )}
      </h2>
      <p class="quiet">{say.by(written_name ?? null, writtenAt(data), zone())}</p>
      {held.standing === 'needs_attention' && <Reasons record={held} />}
      {deletes && <p>{say.deletes}</p>}
      <ValuesList kind={of_kind ?? ''} values={values} {...(base ? { was } : {})} />
      <p>
        <strong>{say.why}:</strong> {whyOf(data)}
      </p>
      <Decide held={held} onDecided={onDecided} />
    </article>
  );
}
