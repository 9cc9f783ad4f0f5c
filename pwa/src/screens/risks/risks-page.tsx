import type { Risk } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { byClient, toLookAt } from '#domain/risk';
import { Card } from '#parts/card';
import { EmptyState } from '#parts/empty-state';
import { now } from '#parts/now';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { Statement } from '#screens/risk/statement';
import { Page } from '#screens/shell/page';
import { WatchPlaces } from '#screens/watch/places';
import { risks } from '#state/records';
import { risk as say } from '#text/en';

/** What was said of risks, of all clients, and has run out or should have been looked at again by now. */
export function RisksPage() {
  const { expired, due } = toLookAt(risks.value, now.value.toISOString().slice(0, 10));
  return (
    <Page title={say.listHeading}>
      <WatchPlaces />
      <p>{say.listIntro}</p>
      {expired.length + due.length === 0 && (
        <EmptyState title={say.listNone}>
          <p>{say.listNoneHelp}</p>
        </EmptyState>
      )}
      <List heading={say.listExpired} risks={expired} expired />
      <List heading={say.listDue} risks={due} />
    </Page>
  );
}

interface ListProps {
  heading: string;
  expired?: boolean;
  risks: readonly Viewed<Risk>[];
}

function List({ heading, expired = false, risks }: ListProps) {
  if (risks.length === 0) return null;
  return (
    <Card heading={heading} urgent>
      {byClient(risks).map(([client, statements]) => (
        <section key={client} aria-label={nameOf(client)}>
          <a class="card__action" href={paths.risk(client)}>
            {nameOf(client)}
          </a>
          <ul class="lines">
            {statements.map((risk) => (
              <Statement key={risk.id} risk={risk} expired={expired} />
            ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}
