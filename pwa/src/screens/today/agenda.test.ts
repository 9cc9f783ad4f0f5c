import { expect, test } from 'vitest';
import type { Contact } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { agendaOf } from './agenda';

function planned(at: string, outcome = 'planned'): Viewed<Contact> {
  const made = { by: 'w', name: 'Rhona', at, received: at };
  return {
    id: at,
    kind: 'contact',
    client: 'c',
    version: 1,
    data: { way: 'meeting', at, outcome },
    standing: 'received',
    errors: null,
    made,
    changed: null,
    waitingFields: [],
  };
}

// Summer time: midnight in London is 23:00 in UTC.
const now = new Date('2026-07-20T11:00:00.000Z');
const ids = (contacts: Viewed<Contact>[]) => contacts.map((contact) => contact.id);

test('a meeting whose time has passed asks how it went, until its outcome is recorded', () => {
  const passed = planned('2026-07-20T09:00:00.000Z');
  const told = planned('2026-07-20T08:00:00.000Z', 'took_place');
  expect(ids(agendaOf([passed, told], now, 'Europe/London').past)).toEqual([passed.id]);
});

test('today ends at midnight of the place, not of Greenwich', () => {
  const late = planned('2026-07-20T22:30:00.000Z');
  const tomorrow = planned('2026-07-20T23:30:00.000Z');
  const { today, next } = agendaOf([tomorrow, late], now, 'Europe/London');
  expect(ids(today)).toEqual([late.id]);
  expect(ids(next)).toEqual([tomorrow.id]);
});
