import type { Contact } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { localOf } from '#parts/local-time';

export interface Agenda {
  /** Planned ones whose time has passed, latest first: their outcome is missing. */
  past: Viewed<Contact>[];
  today: Viewed<Contact>[];
  next: Viewed<Contact>[];
}

const SHOWN = 5;

/** Sorts what is planned by the day of the organisation's place. */
export function agendaOf(contacts: readonly Viewed<Contact>[], now: Date, zone: string): Agenda {
  const planned = contacts
    .filter((contact) => contact.data.outcome === 'planned')
    .sort((one, other) => Date.parse(one.data.at) - Date.parse(other.data.at));
  const instant = now.toISOString();
  const day = localOf(instant, zone).slice(0, 10);
  const dayOf = (contact: Viewed<Contact>) => localOf(contact.data.at, zone).slice(0, 10);
  return {
    past: planned
      .filter((contact) => contact.data.at <= instant)
      .reverse()
      .slice(0, SHOWN),
    today: planned.filter((contact) => contact.data.at > instant && dayOf(contact) === day),
    next: planned.filter((contact) => dayOf(contact) > day).slice(0, SHOWN),
  };
}
