import { computed, type ReadonlySignal } from '@preact/signals';
import { type Glance, glancesOf } from '#domain/glance';
import { beginningOfWeek } from '#parts/local-time';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { caseloadsInForce } from '#state/handover';
import { clients, contacts, notes } from '#state/records';

const MINUTE = 60_000;
/** The present minute: everything is counted anew when it has passed, and not more often. */
const minute = computed(() => Math.ceil(now.value.getTime() / MINUTE) * MINUTE);

/** How the work of each case manager of the team stands, from what is on this device. */
export const glances: ReadonlySignal<readonly Glance[]> = computed(() => {
  const weeks = {
    this: beginningOfWeek(minute.value, zone()),
    last: beginningOfWeek(minute.value, zone(), 1),
  };
  return glancesOf({
    clients: clients.value,
    entries: caseloadsInForce.value,
    contacts: contacts.value,
    notes: notes.value,
    now: minute.value,
    weeks,
  });
});
