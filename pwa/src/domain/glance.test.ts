import { describe, expect, test } from 'vitest';
import type { Caseload, Client, Contact, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { countSeen, glancesOf } from './glance';

const NOW = Date.parse('2026-11-26T12:00:00Z'); // a Thursday
const WEEKS = { this: Date.parse('2026-11-23T00:00:00Z'), last: Date.parse('2026-11-16T00:00:00Z') };

function record<K>(id: string, client: string | null, data: K, by = 'rhona'): Viewed<K> {
  const made = { by, name: by, at: '', received: null };
  const rest = { standing: 'received', errors: null, changed: null, waitingFields: [] } as const;
  return { id, kind: '', client, version: 1, data, made, ...rest };
}

const client = (id: string, stage = 'open') =>
  record<Client>(id, id, { known_as: id, stage } as unknown as Client);
const entry = (id: string, worker: string) =>
  record<Caseload>(`${id} of ${worker}`, id, { worker, worker_name: worker } as Caseload);
const meeting = (id: string, about: string, at: string, more: Partial<Contact> = {}) =>
  record<Contact>(id, about, { way: 'meeting', outcome: 'took_place', at, ...more } as Contact);
const note = (contact: string) => record<Note>(`about ${contact}`, 'jean', { text: 'x', contact } as Note);

function glanceAt(contacts: Viewed<Contact>[], notes: Viewed<Note>[] = []) {
  const all = ['jean', 'colin', 'ada'];
  const [glance] = glancesOf({
    clients: all.map((id) => client(id)),
    entries: all.map((id) => entry(id, 'rhona')),
    contacts,
    notes,
    now: NOW,
    weeks: WEEKS,
  });
  if (glance === undefined) throw new Error('Nobody has a client.');
  return glance;
}

describe('a glance at a case manager', () => {
  test('has the longest unseen client first, whoever met them', () => {
    const { clients } = glanceAt([
      meeting('a', 'jean', '2026-11-24T12:00:00Z'),
      meeting('b', 'jean', '2026-10-01T12:00:00Z'),
      {
        ...meeting('c', 'colin', '2026-11-06T12:00:00Z'),
        made: { by: 'calum', name: '', at: '', received: null },
      },
    ]);
    expect(clients.map(({ client: { id }, days }) => [id, days])).toEqual([
      ['ada', null],
      ['colin', 20],
      ['jean', 2],
    ]);
    expect(countSeen(clients)).toEqual([1, 0, 1, 0, 1]);
  });

  test('does not take for met who cancelled, was rung up, did not come, or will be met', () => {
    const { clients } = glanceAt([
      meeting('a', 'jean', '2026-11-24T12:00:00Z', { outcome: 'cancelled' }),
      meeting('b', 'jean', '2026-11-24T13:00:00Z', { way: 'call' }),
      meeting('c', 'jean', '2026-11-24T14:00:00Z', { outcome: 'did_not_attend' }),
      meeting('d', 'jean', '2026-11-27T14:00:00Z'),
    ]);
    expect(clients.every(({ days }) => days === null)).toBe(true);
  });

  test('counts this week from Monday, and the last as a whole', () => {
    const { thisWeek, lastWeek } = glanceAt([
      meeting('monday', 'jean', '2026-11-23T00:00:00Z'),
      meeting('sunday', 'jean', '2026-11-22T23:59:00Z'),
      meeting('missed', 'jean', '2026-11-25T10:00:00Z', { outcome: 'did_not_attend' }),
      meeting('before', 'jean', '2026-11-15T10:00:00Z'),
      meeting('tomorrow', 'jean', '2026-11-27T10:00:00Z', { outcome: 'planned' }),
      meeting('text', 'jean', '2026-11-24T10:00:00Z', { way: 'text', outcome: null }),
    ]);
    const ids = (list: readonly Viewed<Contact>[]) => list.map(({ id }) => id);
    expect([ids(thisWeek.contacts), ids(thisWeek.missed)]).toEqual([['monday', 'text'], ['missed']]);
    expect([ids(lastWeek.contacts), ids(lastWeek.missed)]).toEqual([['sunday'], []]);
  });

  test('owes a note for a meeting of which nothing is written', () => {
    const { owed } = glanceAt(
      [
        meeting('later', 'jean', '2026-11-25T10:00:00Z'),
        meeting('owed', 'jean', '2026-11-20T10:00:00Z'),
        meeting('noted', 'jean', '2026-11-20T11:00:00Z'),
        meeting('summed up', 'jean', '2026-11-20T12:00:00Z', { summary: 'Talked about the rent.' }),
        meeting('long ago', 'jean', '2026-10-20T10:00:00Z'),
      ],
      [note('noted')],
    );
    expect(owed.map(({ id }) => id)).toEqual(['owed', 'later']);
  });

  test('leaves out closed cases, and has everybody by name', () => {
    const glances = glancesOf({
      clients: [client('jean'), client('colin', 'ended')],
      entries: [entry('jean', 'rhona'), entry('colin', 'rhona'), entry('jean', 'calum')],
      contacts: [],
      notes: [],
      now: NOW,
      weeks: WEEKS,
    });
    expect(glances.map(({ name, clients }) => [name, clients.length])).toEqual([
      ['calum', 1],
      ['rhona', 1],
    ]);
  });
});
