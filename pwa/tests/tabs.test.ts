import { beforeEach, describe, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { Phone } from '#state/phone';
import { notesOf } from '#state/records';
import { syncNow } from '#state/status';
import { newPhone, withJean } from './support/phone';
import type { Server } from './support/server';
import { MORAG } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

describe('several tabs', () => {
  test('show each other what was saved and what came', async () => {
    const jean = await withJean(world);
    const other = await Phone.open(world.tab(), MORAG);
    other.start(true);
    await addNote(jean, { text: 'From the first tab.' });
    await settle();
    expect(other.shelf.about('note', jean)).toHaveLength(1);
    server.write({ id: 'n2', kind: 'note', client: jean, data: { text: 'From the desk.' } });
    await other.syncNow();
    await settle();
    expect(notesOf(jean)).toHaveLength(2);
    await other.close();
  });

  test('that heard nothing of each other agree when they are looked at again', async () => {
    const jean = await withJean(world);
    const deaf = await Phone.open(
      { ...world.tab(), channel: () => ({ post() {}, listen() {}, close() {} }) },
      MORAG,
    );
    await addNote(jean, { text: 'A note.' });
    await syncNow();
    await settle();
    expect(deaf.shelf.about('note', jean)).toHaveLength(0);
    await world.happen('shown');
    await settle();
    expect(deaf.shelf.about('note', jean)).toHaveLength(1);
    await deaf.close();
  });
});
