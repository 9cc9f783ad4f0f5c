import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Entry } from '#parts/card';
import { fullNameOf } from '#screens/common/names';
import { StageTag } from '#screens/common/stage-tag';
import { StandingTag } from '#screens/common/standing-tag';
import { clients as say } from '#text/en';

interface ClientEntryProps {
  client: Viewed<Client>;
  /** What the search found, where there was one. */
  found: string | null;
  href: string;
}

/** One client in the list: name, where they live, and where the case is. */
export function ClientEntry({ client, found, href }: ClientEntryProps) {
  const { address, postcode, stage } = client.data;
  const where = [address?.split('\n')[0], postcode].filter(Boolean).join(', ');
  return (
    <Entry href={href} title={fullNameOf(client.data)}>
      {found === null ? (
        where !== '' && <p class="quiet">{where}</p>
      ) : (
        <p class="entry__more">
          <span class="quiet">{say.foundIn}</span> {found}
        </p>
      )}
      <p class="entry__marks">
        <StageTag stage={stage} />
        {client.standing !== 'received' && <StandingTag record={client} />}
      </p>
    </Entry>
  );
}
