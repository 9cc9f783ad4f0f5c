import { beforeEach, expect, test } from 'vitest';
import { addContact, changeClient, changeContact, changeRisk } from '#state/actions';
import { compareNow } from '#state/comparing';
import { drafts, keepDraft, openDraft } from '#state/drafts';
import { clientOf, clients, notesOf } from '#state/records';
import { exportUnsent, mendRecord, parkedItems } from '#state/refusals';
import { search } from '#state/search';
import { phone, signIn } from '#state/session';
import { syncNow } from '#state/status';
import { databaseOf } from '#storage/people';
import { offline, phoneWithJean, restart } from './support/phone';
import { json, MORAG, RAB, type Sent, type Server } from './support/server';
import type { FakeFiles, World } from './support/world';

const begun = '2026-11-23T10:00:00.000Z';
/** Everything that the server says here has this in it, and nothing that somebody types. */
const THEIRS = 'Theirs';

let world: World;
let server: Server;
let jean: string;

beforeEach(async () => {
  ({ world, server, jean } = await phoneWithJean());
  server.write({ id: jean, kind: 'client', data: { known_as: 'Theirs', gp: 'Dr Theirs', phone: 'Theirs' } });
  server.write({ id: 'n', kind: 'note', client: jean, data: { text: 'Theirs, old.' } });
  server.write({ id: 'c', kind: 'contact', client: jean, data: { way: 'call', place: 'Theirs' } });
  server.write({ id: 'r', kind: 'risk', client: jean, data: { detail: 'Theirs' } });
  await syncNow();
});

/** What is on the disk in whatever store, in the second copies and in the marks beside them. */
async function everythingKept(): Promise<string> {
  await phone.value?.drafts.flush();
  await world.pass(1000);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = world.indexedDB.open(databaseOf(MORAG));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names);
  const stores = await Promise.all(
    names.map(
      (name) =>
        new Promise<unknown[]>((resolve) => {
          const request = tx.objectStore(name).getAll();
          request.onsuccess = () => resolve(request.result);
        }),
    ),
  );
  db.close();
  const bytes = (thing: unknown) => (thing instanceof Uint8Array ? new TextDecoder().decode(thing) : thing);
  const rows = stores.flat().map((row) => JSON.stringify(row, (_, thing) => bytes(thing)));
  const copies = [...(world.files?.all.values() ?? [])].map(bytes);
  return [...rows, ...copies, ...world.marked.values()].join('\n');
}

/** One change each that was refused, was set aside, and waits for a person. */
async function leaveThingsUndone(): Promise<void> {
  server.judge = ({ kind }) =>
    kind === 'client' ? { status: 'refused', errors: { gp: ['No.'] } } : { status: 'held' };
  server.fault = ({ changes }) => (changes.some(({ kind }) => kind === 'contact') ? json({}, 500) : null);
  await changeClient(jean, { gp: 'Dr Mine' }, { gp: 'Dr Theirs' });
  await changeContact('c', { place: 'At mine' }, { place: 'Theirs' });
  await changeRisk('r', { detail: 'Mine too' }, { detail: 'Theirs' });
  await syncNow();
  server.fault = () => null;
  const states = phone.value?.shelf.outbox.value.map(({ state }) => state).sort();
  expect(states).toEqual(['held', 'parked', 'refused']);
}

test('a client who is forgotten leaves nothing of what the server said', async () => {
  await leaveThingsUndone();
  keepDraft(`/clients/${jean}/edit`, 'client', jean, {
    begun,
    shown: { known_as: 'Theirs', gp: 'Dr Theirs' },
    values: { phone: 'My own' },
  });
  await openDraft('any');
  // As an earlier build kept it, with every box; and not on the disk yet when the answer comes.
  keepDraft(`/clients/${jean}/more`, 'client', jean, {
    begun,
    shown: { known_as: 'Theirs', gp: 'Dr Theirs' },
    values: { known_as: 'Theirs', gp: 'Dr Other', issues: [], phone: '' },
  });
  expect(await everythingKept()).toContain(THEIRS);
  server.fault = ({ changes }) => (changes.length > 0 ? json({}, 500) : null);
  server.forget = [jean];
  await syncNow();
  expect([clients.value, notesOf(jean), search('old')]).toEqual([[], [], []]);
  const kept = await everythingKept();
  expect(kept).not.toContain(THEIRS);
  for (const mine of ['Dr Mine', 'At mine', 'Mine too', 'My own', 'Dr Other']) expect(kept).toContain(mine);
  exportUnsent();
  const file = [...world.downloads.values()].join();
  expect(file).not.toContain(THEIRS);
  for (const mine of ['Dr Mine', 'At mine', 'Mine too', 'My own', 'Dr Other']) expect(file).toContain(mine);
  expect(drafts.value.map(({ data }) => data.values)).toEqual([{ gp: 'Dr Other' }, { phone: 'My own' }]);
});

test('whose session has ended is told by the phone’s own token, and it is taken off at once', async () => {
  const shown = { gp: 'Dr Theirs' };
  keepDraft(`/clients/${jean}/edit`, 'client', jean, { begun, shown, values: { phone: 'My own' } });
  await openDraft('any');
  server.person = null;
  server.forget = [jean];
  await syncNow();
  expect(clients.value).toEqual([]);
  const kept = await everythingKept();
  expect(kept).not.toContain(THEIRS);
  expect(kept).toContain('My own');
});

test('it is taken off for who is away too, with what lies beside the database', async () => {
  await leaveThingsUndone();
  const shown = { gp: 'Dr Theirs' };
  keepDraft(`/clients/${jean}/edit`, 'client', jean, { begun, shown, values: { phone: 'My own' } });
  await openDraft('any');
  server.person = RAB;
  await signIn('rab@demo.example', 'right');
  await world.pass(1000);
  expect(await everythingKept()).toContain(THEIRS);
  server.fault = ({ changes }) => (changes.length > 0 ? json({}, 500) : null);
  server.forget = [jean];
  await world.pass(70 * 60_000);
  const kept = await everythingKept();
  expect(kept).not.toContain(THEIRS);
  for (const mine of ['Dr Mine', 'At mine', 'Mine too', 'My own']) expect(kept).toContain(mine);
});

test('what a page noted in its last moment is forgotten too, and what that was typed over', async () => {
  const key = `/clients/${jean}/edit`;
  const data = { begun, shown: { gp: 'Dr Theirs' }, values: { phone: 'My own' } };
  const draft = { key, form: 'client', client: jean, data, savedAt: begun };
  world.marked.set(`${databaseOf(MORAG)}:last-words`, JSON.stringify([{ ...draft, base: draft }]));
  server.forget = [jean];
  await syncNow();
  const kept = await everythingKept();
  expect(kept).not.toContain(THEIRS);
  expect(kept).toContain('My own');
});

test('a second copy for which there was no room is written as soon as there is', async () => {
  const shown = { gp: 'Dr Theirs' };
  keepDraft(`/clients/${jean}/edit`, 'client', jean, { begun, shown, values: { phone: 'My own' } });
  await openDraft('any');
  await world.pass(1000);
  const files = world.files as FakeFiles;
  files.broken = true;
  server.forget = [jean];
  await syncNow();
  expect(await everythingKept()).toContain(THEIRS);
  files.broken = false;
  await syncNow();
  expect(await everythingKept()).not.toContain(THEIRS);
});

test('a form that is open beside it keeps no more of the client than is typed', async () => {
  server.forget = [jean];
  await syncNow();
  const shown = { gp: 'Dr Theirs' };
  keepDraft(`/clients/${jean}/edit`, 'client', jean, { begun, shown, values: { phone: 'My own' } });
  expect(await everythingKept()).not.toContain(THEIRS);
  server.forget = [];
  server.write({ id: jean, kind: 'client', data: { known_as: 'Theirs' } });
  await syncNow();
  keepDraft(`/clients/${jean}/edit`, 'client', jean, { begun, shown, values: { phone: 'My own' } });
  expect(await everythingKept()).toContain('Dr Theirs');
});

test('a record about nobody that is forgotten leaves nothing in its draft and its changes either', async () => {
  server.write({ id: 's', kind: 'supervision', client: null, data: { text: 'Theirs' } });
  await syncNow();
  server.judge = () => ({ status: 'refused' });
  await phone.value?.save([
    {
      ...{ id: 'x', kind: 'supervision', record: 's', client: null, base: 1, form: 1, at: begun },
      ...{ set: { text: 'Mine' }, was: { text: 'Theirs' } },
    },
  ]);
  keepDraft('/team/ada/supervision/s', 'supervision', null, { begun, shown: { text: 'Theirs' }, values: {} });
  await syncNow();
  server.forget = [jean, 's'];
  await syncNow();
  expect(await everythingKept()).not.toContain(THEIRS);
});

test('a comparison that finds a client gone leaves nothing either', async () => {
  await leaveThingsUndone();
  const shown = { gp: 'Dr Theirs' };
  keepDraft(`/clients/${jean}/edit`, 'client', jean, { begun, shown, values: { phone: 'My own' } });
  await openDraft('any');
  for (const id of [jean, 'n', 'c', 'r']) server.spoil(id, null);
  server.fault = ({ changes }) => (changes.length > 0 ? json({}, 500) : null);
  expect(await compareNow()).toBe(true);
  expect(clientOf(jean)).toBeUndefined();
  expect(await everythingKept()).not.toContain(THEIRS);
});

test('what was on its way when its client was forgotten is set aside without the old values', async () => {
  server.judge = () => ({ status: 'held' });
  server.answered = async ({ changes }) => {
    server.answered = () => {};
    expect(changes).toEqual([]);
    await changeContact('c', { place: 'At mine' }, { place: 'Theirs' });
  };
  server.forget = [jean];
  server.fault = ({ changes }) => (changes.length > 0 ? json({}, 500) : null);
  await syncNow();
  expect(parkedItems.value).toMatchObject([{ state: 'parked', change: { set: { place: 'At mine' } } }]);
  expect(await everythingKept()).not.toContain(THEIRS);
});

test('whoever goes on with what was typed before has seen nothing of what stands', async () => {
  await leaveThingsUndone();
  server.forget = [jean];
  server.fault = ({ changes }) => (changes.length > 0 ? json({}, 500) : null);
  await syncNow();
  server.forget = [];
  server.fault = () => null;
  server.judge = () => null;
  await restart(world);
  await syncNow();
  // What was set aside is sent again as the word of somebody who has seen nothing.
  const contact = server.applied.find(({ record }) => record === 'c');
  expect(contact).toMatchObject({ base: 0, set: { place: 'At mine' } });
  expect(contact).not.toHaveProperty('was');
  // The client is hers again, and somebody has written meanwhile.
  server.write({ id: jean, kind: 'client', data: { known_as: 'Theirs', gp: 'Dr Newer' } });
  await syncNow();
  await mendRecord('client', jean, {});
  await syncNow();
  expect(server.applied.at(-1)).toMatchObject({ set: { gp: 'Dr Mine' }, was: { gp: null } });
});

test('what is said again of a record that its writer began says nothing else than before', async () => {
  const restore = server.backup();
  server.judge = () => ({ status: 'held' });
  world.fetch = offline;
  const mine = await addContact(jean, { way: 'call', place: 'At mine' });
  await changeContact(mine, { place: 'At home' }, { place: 'At mine' });
  world.fetch = server.fetch;
  server.forget = [jean];
  await syncNow();
  await syncNow();
  restore();
  await syncNow();
  // The server knows a change by its id and by all that it says, but these.
  const content = ({ seq: _seq, base: _base, was: _was, ...rest }: Sent) => JSON.stringify(rest);
  const said = server.asked.flatMap(({ changes }) => changes).filter(({ record }) => record === mine);
  expect(said).toHaveLength(4);
  expect(new Set(said.map(content)).size).toBe(2);
});
