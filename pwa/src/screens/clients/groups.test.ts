import { expect, test } from 'vitest';
import type { Client } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { groupsOf } from './groups';

function client(id: string, stage = 'engaging'): Viewed<Client> {
  const made = { by: 'w', name: 'Rhona', at: '2026-11-23T10:00:00.000Z', received: null };
  return {
    id,
    kind: 'client',
    client: id,
    version: 1,
    data: { known_as: id, stage },
    standing: 'received',
    errors: null,
    made,
    changed: null,
    waitingFields: [],
  };
}

const agnes = client('agnes');
const brian = client('brian', 'ended');
const carol = client('carol');
const davie = client('davie', 'ended');
const all = [agnes, brian, carol, davie];

test('whom the day is about comes first, then whom one worked with last, once each', () => {
  const { lately, others } = groupsOf(all, ['carol', 'carol'], ['agnes', 'carol', null]);
  expect([lately, others]).toEqual([[carol, agnes], []]);
});

test('whose case has ended is folded away, written about or not, unless something is planned today', () => {
  const { lately, others, ended } = groupsOf(all, ['davie'], ['brian']);
  expect([lately, others, ended]).toEqual([[davie], [agnes, carol], [brian]]);
});

test('only so many count as lately that the others are still found below', () => {
  const many = Array.from({ length: 20 }, (_, at) => client(`c${at}`));
  const { lately, others } = groupsOf(
    many,
    [],
    many.map(({ id }) => id),
  );
  expect([lately.length, others.length]).toEqual([8, 12]);
});
