import type { Viewed } from '#domain/record';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { records as say } from '#text/en';
import { zone } from './place';

/** The mark of a record: on this phone, received and when, or what it waits for. */
export function StandingTag({ record }: { record: Viewed<unknown> }) {
  switch (record.standing) {
    case 'on_phone':
      return <Tag tone="waiting">{say.onPhone}</Tag>;
    case 'needs_attention':
      return <Tag tone="attention">{say.needsAttention}</Tag>;
    case 'in_conflict':
      return <Tag tone="waiting">{say.inConflict}</Tag>;
    case 'held':
      return <Tag tone="waiting">{say.held}</Tag>;
    case 'received':
      return <span class="received">{say.received(latestReceipt(record), now.value, zone())}</span>;
  }
}

function latestReceipt(record: Viewed<unknown>): string | null {
  return record.changed?.received ?? record.made.received;
}
