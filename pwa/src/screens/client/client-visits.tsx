import { briefOf } from '#domain/risk';
import { Card, Entry } from '#parts/card';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { risksOf, visitsOf } from '#state/records';
import { minutesOf } from '#state/visits';
import { weekday } from '#text/dates';
import { codes, risk as riskText, visit as say } from '#text/en';

/** Going to a client's home: what is known of the risk, what is planned, and planning it. */
export function ClientVisits({ client }: { client: string }) {
  const brief = briefOf(risksOf(client), now.value.toISOString().slice(0, 10));
  const planned = visitsOf(client).filter(({ data }) => data.state === 'planned');
  return (
    <Card heading={say.visits}>
      <p class="entry__marks">
        {brief.flags.map((flag) => (
          <Tag key={flag} tone="attention">
            {codes('flags', flag)}
          </Tag>
        ))}
        {brief.nobodySaid && <Tag tone="waiting">{riskText.nobodySaidShort}</Tag>}
      </p>
      <ul class="list">
        {planned.map((visit) => (
          <Entry
            key={visit.id}
            href={paths.visit(client, visit.id)}
            title={weekday(visit.data.planned_at, zone())}
          >
            <p>{say.span(visit.data.planned_at, minutesOf(visit), zone())}</p>
          </Entry>
        ))}
      </ul>
      <p>
        <a class="card__action" href={paths.newVisit(client)}>
          {say.plan}
        </a>
      </p>
      <p>
        <a class="card__action" href={paths.risk(client)}>
          {riskText.heading}
        </a>
      </p>
    </Card>
  );
}
