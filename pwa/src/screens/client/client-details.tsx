import { type Client, KINDS } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Banner } from '#parts/banner';
import { SummaryList } from '#parts/summary-list';
import { Tag } from '#parts/tag';
import { labelOf } from '#screens/common/labels';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Reasons } from '#screens/common/reasons';
import { StageTag } from '#screens/common/stage-tag';
import { StandingTag } from '#screens/common/standing-tag';
import { codes, records, client as say, values } from '#text/en';

/** The client's details: at a glance what is wanted at the door, then all that are recorded. */
export function ClientDetails({ client }: { client: Viewed<Client> }) {
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
      {client.standing === 'needs_attention' && (
        <Banner label={records.needsAttention} tone="amber">
          <Reasons record={client} />
        </Banner>
      )}
      <Glance client={client.data} />
      <p class="entry__marks">
        <StageTag stage={client.data.stage} />
        <StandingTag record={client} />
      </p>
      <details class="nhsuk-details">
        <summary class="nhsuk-details__summary">
          <span class="nhsuk-details__summary-text">{say.allDetails}</span>
        </summary>
        <div class="nhsuk-details__text">
          <SummaryList rows={rowsOf(client)} />
        </div>
      </details>
    </section>
  );
}

/** Calling is one tap; whether a text or a voicemail is safe stands beside it. */
function Glance({ client }: { client: Client }) {
  const { phone, address, postcode, preferred_contact, phone_safe_text, phone_safe_voicemail } = client;
  const where = [address, postcode].filter(Boolean).join('\n');
  return (
    <>
      {phone && (
        <p class="entry__marks">
          <a class="phone-link" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
            {say.call(phone)}
          </a>
          {phone_safe_text === 'no' && <Tag tone="attention">{say.noText}</Tag>}
          {phone_safe_voicemail === 'no' && <Tag tone="attention">{say.noVoicemail}</Tag>}
        </p>
      )}
      {where !== '' && <p class="prose">{where}</p>}
      {preferred_contact && <p>{say.prefers(codes('preferred_contact', preferred_contact))}</p>}
    </>
  );
}

function rowsOf({ data }: Viewed<Client>) {
  const fields = Object.entries({ ...KINDS.client.fields, ...unknownFields(data) });
  return fields.map(([name, rule]) => ({
    key: labelOf('client', name),
    value: values.said(name, rule, data[name as keyof Client], zone()),
  }));
}

/** A newer build's fields are shown as they came. */
function unknownFields(data: Client): Record<string, undefined> {
  const names = Object.keys(data).filter((name) => !(name in KINDS.client.fields));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
