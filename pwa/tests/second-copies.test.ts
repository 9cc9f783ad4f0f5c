import { beforeEach, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { keepDraft, openDraft } from '#state/drafts';
import { Phone } from '#state/phone';
import { syncNow } from '#state/status';
import { databaseOf } from '#storage/people';
import { offline, phoneWithJean, restart } from './support/phone';
import { MORAG, type Server } from './support/server';
import { type FakeFiles, settle, type World } from './support/world';

let world: World;
let server: Server;
let jean: string;

beforeEach(async () => {
  ({ world, server, jean } = await phoneWithJean());
});

/** What the second copies hold of what was typed. */
async function copied(): Promise<string[]> {
  await settle();
  const texts = [...(world.files?.all.values() ?? [])].map((bytes) => new TextDecoder().decode(bytes));
  return texts.map((text) => /"text":"([^"]*)"/.exec(text)?.[1] ?? '?').sort();
}

test('a copy for which there was no room is not written when another tab has sent the change', async () => {
  const other = await Phone.open(world.tab(), MORAG);
  world.fetch = offline;
  const files = world.files as FakeFiles;
  files.broken = true;
  await addNote(jean, { text: 'Mine.' });
  await settle();
  files.broken = false;
  world.fetch = server.fetch;
  other.start(true);
  await other.syncNow();
  expect(server.applied.at(-1)?.set?.text).toBe('Mine.');
  await world.happen('shown');
  expect(await copied()).toEqual([]);
  await other.close();
});

test('a copy that was left behind when the phone died goes when the app is opened', async () => {
  world.fetch = offline;
  await addNote(jean, { text: 'Mine.' });
  await settle();
  const files = world.files as FakeFiles;
  const before = new Map(files.all);
  expect(await copied()).toEqual(['Mine.']);
  world.fetch = server.fetch;
  await syncNow();
  await settle();
  for (const [path, bytes] of before) files.all.set(path, bytes);
  await restart(world);
  expect(await copied()).toEqual([]);
});

test('what has to be said again to a server that was set back has its copy again until then', async () => {
  const restore = server.backup();
  await addNote(jean, { text: 'Lost.' });
  await syncNow();
  expect(await copied()).toEqual([]);
  restore();
  let asked = 0;
  world.fetch = (path, init) =>
    path === '/api/v1/sync' && ++asked > 1 ? offline() : server.fetch(path, init);
  await syncNow();
  expect(await copied()).toContain('Lost.');
  world.fetch = server.fetch;
  await syncNow();
  expect(server.applied.at(-1)?.set?.text).toBe('Lost.');
  expect(await copied()).toEqual([]);
});

test('what a tab knows is put back where another has set up the emptied database without it', async () => {
  const other = await Phone.open(world.deafTab(), MORAG);
  world.fetch = offline;
  const files = world.files as FakeFiles;
  files.broken = true;
  await addNote(jean, { text: 'Mine.' });
  keepDraft('a', 'note', jean, { text: 'Half a no' });
  await openDraft('a');
  await world.empties(databaseOf(MORAG));
  await other.syncNow();
  files.broken = false;
  await syncNow();
  expect([await copied(), await openDraft('a')]).toMatchObject([['Half a no', 'Mine.'], { key: 'a' }]);
  world.fetch = server.fetch;
  await syncNow();
  expect(server.applied.at(-1)?.set?.text).toBe('Mine.');
  await other.close();
});
