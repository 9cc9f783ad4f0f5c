import type { Option } from '#parts/field';
import { zone } from '#screens/common/place';
import { contactsOf } from '#state/records';
import { dayAndClock } from '#text/dates';
import { contact as say } from '#text/en';

const OFFERED = 12;

/** The client's latest contacts, for a note to be about one of them; the one chosen is always among them. */
export function contactOptions(client: string, chosen: unknown): Option[] {
  return contactsOf(client)
    .filter((contact, index) => index < OFFERED || contact.id === chosen)
    .map(({ id, data }) => ({
      value: id,
      words: `${dayAndClock(data.at, zone())}, ${say.line(data.way, data.place ?? null, data.outcome ?? null)}`,
    }));
}
