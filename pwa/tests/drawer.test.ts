import { expect, test } from 'vitest';
import type { Data, Viewed } from '#domain/record';
import { Drawer } from '#state/drawer';
import { orderOf } from '#state/orders';

const order = orderOf('note');

function note(id: string, happened: number): Viewed<Data> {
  const at = new Date(Date.UTC(2026, 0, 1, 0, happened)).toISOString();
  return { id, kind: 'note', client: id.slice(-1), made: { at }, data: { happened_at: at } } as never;
}

/** Numbers that look random and are the same each time. */
function* dice(): Generator<number, never> {
  for (let seed = 7; ; ) {
    seed = (seed * 16_807) % 2_147_483_647;
    yield seed;
  }
}

test('however views come, change and go, they stand as if all had been sorted', () => {
  const drawer = new Drawer('note');
  const views = new Map<string, Viewed<Data>>();
  const throws = dice();
  for (let round = 0; round < 400; round++) {
    // Now a few, now many: both ways of sorting are taken.
    const many = round % 50 === 0 ? 200 : 1 + (throws.next().value % 3);
    for (let i = 0; i < many; i++) {
      const id = `n${throws.next().value % 300}`;
      const view = throws.next().value % 4 === 0 ? null : note(id, throws.next().value % 50);
      if (view === null) views.delete(id);
      else views.set(id, view);
      drawer.put(id, view);
    }
    const wanted = [...views.values()].sort(order);
    expect(drawer.list.value).toEqual(wanted);
    const [first] = wanted;
    if (first === undefined) continue;
    const client = first.client ?? '';
    expect(drawer.byClient.value.get(client)).toEqual(wanted.filter((one) => one.client === client));
  }
});

test('who follows is told of everything once, and then of what changed, with how it stood before', () => {
  const drawer = new Drawer('note');
  const [first, second, third] = [note('a', 1), note('a', 2), note('a', 3)];
  drawer.put('a', first);
  const changes = drawer.follow();
  expect([...changes.take()]).toEqual([['a', undefined]]);
  expect([...changes.take()]).toEqual([]);
  drawer.put('a', second);
  drawer.put('a', third);
  drawer.put('b', note('b', 1));
  expect([...changes.take()]).toEqual([
    ['a', first],
    ['b', undefined],
  ]);
});

test('what waits in the tray stands where it was written by the clock of the server', () => {
  const held = (id: string, written_at: string, offset_ms: number | null) =>
    ({ id, kind: 'held', client: 'c', made: { at: '' }, data: { written_at, offset_ms } }) as never;
  const slow = held('slow', '2025-11-23T10:00:00.000Z', 365 * 86_400_000);
  const right = held('right', '2026-11-23T09:00:00.000Z', null);
  const [first, second] = [right, slow].sort(orderOf('held')) as Viewed<Data>[];
  expect([first?.id, second?.id]).toEqual(['slow', 'right']);
});
