import { useLocation } from 'preact-iso';
import { type Brief, briefOf } from '#domain/risk';
import { Banner } from '#parts/banner';
import { Button, ButtonLink } from '#parts/button';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Page } from '#screens/shell/page';
import { leaveFor } from '#screens/shell/trail';
import { Unknown } from '#screens/shell/unknown';
import { noteBriefed } from '#state/briefed';
import { clientOf, risksOf } from '#state/records';
import { status } from '#state/status';
import { shortly } from '#text/dates';
import { client as clientText, codes, risk as say } from '#text/en';
import { NearMissesHere } from './near-misses-here';
import { Statement } from './statement';

/** The risk brief: what is known, who said so and when, how old that is; opening it is noted for the start. */
export function RiskPage({ id }: { id: string }) {
  return clientOf(id) === undefined ? <Unknown title={clientText.unknown} /> : <Known client={id} />;
}

function Known({ client }: { client: string }) {
  const { query } = useLocation();
  const brief = briefOf(risksOf(client), now.value.toISOString().slice(0, 10));
  const { visit } = query;
  const back = visit === undefined ? paths.client(client) : paths.visit(client, visit);
  return (
    <Page
      title={say.heading}
      caption={nameOf(client)}
      back={back}
      actions={
        <>
          {visit !== undefined && <Read client={client} back={back} />}
          <ButtonLink look="secondary" href={paths.newRisk(client)}>
            {say.add}
          </ButtonLink>
        </>
      }
    >
      <Summary brief={brief} />
      <ul class="lines">
        {[...brief.current, ...brief.expired].map((risk) => (
          <Statement key={risk.id} risk={risk} expired={brief.expired.includes(risk)} />
        ))}
      </ul>
      <NearMissesHere client={client} />
      <Age />
    </Page>
  );
}

function Read({ client, back }: { client: string; back: string }) {
  const { route } = useLocation();
  const read = async () => {
    await noteBriefed(client);
    leaveFor(back, route);
  };
  return <Button onClick={read}>{say.read}</Button>;
}

function Summary({ brief }: { brief: Brief }) {
  if (brief.nobodySaid)
    return (
      <Banner label={say.nobodySaid} tone="amber">
        <p>
          <strong>{say.nobodySaid}</strong>
        </p>
        <p>{say.nobodySaidHelp}</p>
      </Banner>
    );
  if (brief.flags.length === 0) return <p>{say.noneKnown}</p>;
  return (
    <>
      <ul class="risk-flags" aria-label={say.known}>
        {brief.flags.map((flag) => (
          <li key={flag}>
            <Tag tone="attention">{codes('flags', flag)}</Tag>
          </li>
        ))}
      </ul>
      {(brief.doNotVisit || brief.twoPeopleOnly) && (
        <p>
          <strong>{brief.doNotVisit ? say.doNotVisit : say.alone}</strong>
        </p>
      )}
    </>
  );
}

function Age() {
  const { lastReceived } = status.value;
  const when = lastReceived === null ? null : shortly(lastReceived, now.value, zone());
  return <p class="quiet">{say.asOf(when)}</p>;
}
