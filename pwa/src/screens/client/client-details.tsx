import { type Client, KINDS } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Banner } from '#parts/banner';
import { type Row, SummaryList } from '#parts/summary-list';
import { Tag } from '#parts/tag';
import { labelOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Reasons } from '#screens/common/reasons';
import { StandingTag } from '#screens/common/standing-tag';
import { records, client as say, values } from '#text/en';

/** What is wanted at the door: the rest is behind one tap. */
const first = ['phone', 'address', 'postcode', 'preferred_contact', 'stage'];

/** The client's details: the few that are wanted often, then all that are recorded. */
export function ClientDetails({ client }: { client: Viewed<Client> }) {
  const rows = rowsOf(client);
  return (
    <section class="card" aria-labelledby="details">
      <div class="card__top">
        <h2 class="card__heading" id="details">
          {say.details}
        </h2>
        <a class="card__action" href={paths.editClient(client.id)}>
          {say.edit}
        </a>
      </div>
      <p class="entry__marks">
        <StandingTag record={client} />
      </p>
      {client.standing === 'needs_attention' && (
        <Banner label={records.needsAttention} tone="amber">
          <Reasons record={client} />
        </Banner>
      )}
      <PhoneLine client={client.data} />
      <SummaryList rows={rows.filter((row) => row.often)} />
      <details class="nhsuk-details">
        <summary class="nhsuk-details__summary">
          <span class="nhsuk-details__summary-text">{say.allDetails}</span>
        </summary>
        <div class="nhsuk-details__text">
          <SummaryList rows={rows.filter((row) => !row.often)} />
        </div>
      </details>
    </section>
  );
}

/** Calling is one tap; whether a text or a voicemail is safe stands beside it. */
function PhoneLine({ client }: { client: Client }) {
  if (!client.phone) return null;
  return (
    <p class="entry__marks">
      <a class="phone-link" href={`tel:${client.phone.replaceAll(/[^+\d]/g, '')}`}>
        {say.call} {client.phone}
      </a>
      {client.phone_safe_text === 'no' && <Tag tone="attention">{say.noText}</Tag>}
      {client.phone_safe_voicemail === 'no' && <Tag tone="attention">{say.noVoicemail}</Tag>}
    </p>
  );
}

function rowsOf({ data }: Viewed<Client>): (Row & { often: boolean })[] {
  const fields = Object.entries({ ...KINDS.client.fields, ...unknownFields(data) });
  return fields
    .filter(([name]) => name !== 'phone' || !data.phone)
    .map(([name, rule]) => ({
      key: labelOf('client', name),
      value: values.said(name, rule, data[name as keyof Client], zone()),
      often: first.includes(name),
    }));
}

/** A newer build's fields are shown as they came. */
function unknownFields(data: Client): Record<string, undefined> {
  const names = Object.keys(data).filter((name) => !(name in KINDS.client.fields));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
