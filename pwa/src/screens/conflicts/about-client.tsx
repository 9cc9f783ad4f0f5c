import type { Conflict } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { clientOf } from '#state/records';
import { codes, conflicts as say } from '#text/en';
import { ConflictCard } from './conflict-card';

interface AboutClientProps {
  client: string;
  conflicts: readonly Viewed<Conflict>[];
  onSettled: () => void;
}

/** The open conflicts about one client, under their name. */
export function AboutClient({ client, conflicts, onSettled }: AboutClientProps) {
  const data = clientOf(client)?.data;
  const reason = data?.ended_reason ? codes('ended_reason', data.ended_reason) : null;
  return (
    <section aria-labelledby={`client-${client}`}>
      <div class="card__top">
        <h2 class="nhsuk-heading-m" id={`client-${client}`}>
          <a class="card__action" href={paths.client(client)}>
            {nameOf(client)}
          </a>
        </h2>
        <span class="quiet">{say.count(conflicts.length)}</span>
      </div>
      {data?.stage === 'ended' && <p class="banner">{say.ended(data.ended_on ?? null, reason)}</p>}
      {conflicts.map((conflict) => (
        <ConflictCard key={conflict.id} conflict={conflict} onSettled={onSettled} />
      ))}
    </section>
  );
}
