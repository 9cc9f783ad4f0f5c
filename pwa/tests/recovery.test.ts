import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addClient, addNote } from '#state/actions';
import { compareNow } from '#state/comparing';
import { DraftDisk } from '#state/draft-disk';
import { drafts, dropDraft, keepDraft, openDraft } from '#state/drafts';
import { callForHelp } from '#state/help';
import { closeLifelines } from '#state/lifelines';
import { peopleOnThisPhone } from '#state/people';
import { clients, notesOf } from '#state/records';
import { safeToHandOver } from '#state/safe-to-hand-over';
import { phone, signIn, signOut, start, switchTo } from '#state/session';
import {
  offlineOnlyWhenInstalled,
  putAwayStorageLoss,
  secondCopy,
  status,
  storageLoss,
  syncNow,
} from '#state/status';
import { workOfStrangers } from '#state/strangers';
import { databaseOf, rememberPerson } from '#storage/people';
import { fillerOf } from '#storage/room';
import { JEAN, newPhone, offline, restart, withJean } from './support/phone';
import { MORAG, RAB, type Server } from './support/server';
import { type FakeFiles, settle, type World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

/** The browser empties its databases while the app is closed. */
async function empty(): Promise<void> {
  await phone.value?.close();
  phone.value = null;
  world.indexedDB = new IDBFactory();
  await rememberPerson(world.tab(), MORAG);
  await start(world.tab());
}

/** All goes in, each under its own number and from the same phone. */
async function expectBothSentOnce(jean: string): Promise<void> {
  world.fetch = server.fetch;
  await syncNow();
  expect(server.applied.map(({ seq, set }) => [seq, set?.text])).toEqual([
    [1, undefined],
    [2, 'One.'],
    [3, 'Two.'],
  ]);
  expect(new Set(server.asked.map((asked) => asked.device)).size).toBe(1);
  expect(notesOf(jean)).toHaveLength(2);
}

const copies = () => world.files?.all.size;

describe('a database that was emptied', () => {
  let jean: string;
  beforeEach(async () => {
    jean = await withJean(world);
    world.fetch = offline;
    await addNote(jean, { text: 'One.' });
    await addNote(jean, { text: 'Two.' });
    await syncNow();
  });

  test('is noticed, and what was not sent is there again, under its numbers', async () => {
    await empty();
    expect(storageLoss.value).toMatchObject({ recovered: 2, missing: 0 });
    expect(status.value).toMatchObject({ unsent: 2 });
    expect(status.value.problem).toBe(
      'This browser has emptied what the app keeps on this phone. 2 items not sent before were recovered. Nothing is missing.',
    );
    await expectBothSentOnce(jean);
    await putAwayStorageLoss();
    await restart(world);
    expect(status.value).toMatchObject({ unsent: 0, problem: null });
    expect(server.asked.flatMap(({ lost }) => lost ?? [])).toEqual([{ last: 3, recovered: 2 }]);
  });

  test('without a second copy is noticed all the same, and what is missing is said', async () => {
    world.files = null;
    await empty();
    expect(secondCopy.value).toBe('absent');
    expect(storageLoss.value).toMatchObject({ recovered: 0, missing: 2 });
    expect(status.value.problem).toMatch(/2 items not sent before were lost/);
    world.fetch = server.fetch;
    await addNote(jean, { text: 'Three.' });
    await syncNow();
    expect(server.applied.at(-1)?.set?.text).toBe('Three.');
    expect(server.asked.find(({ lost }) => lost)?.lost).toEqual({ last: 3, recovered: 0 });
    expect(new Set(server.asked.map((asked) => asked.device)).size).toBe(2);
    expect(status.value.unsent).toBe(0);
  });

  test('of which one copy cannot be found goes on with the others', async () => {
    const [first] = [...(world.files?.all.keys() ?? [])];
    world.files?.all.delete(first ?? '');
    await empty();
    expect(storageLoss.value).toMatchObject({ recovered: 1, missing: 1 });
    world.fetch = server.fetch;
    await syncNow();
    expect(status.value.unsent).toBe(0);
    expect(server.applied).toHaveLength(2);
  });

  test('of which one copy is torn goes on with the others', async () => {
    const [first] = [...(world.files?.all.keys() ?? [])];
    world.files?.all.set(first ?? '', new TextEncoder().encode('{"change":'));
    await empty();
    expect(storageLoss.value).toMatchObject({ recovered: 1, missing: 1 });
    expect(secondCopy.value).toBe('failed');
  });
});

describe('what was typed and not finished', () => {
  let jean: string;
  beforeEach(async () => {
    jean = await withJean(world);
    keepDraft('note/new', 'note', jean, { text: 'Half a no' });
    await world.pass(1000);
  });

  test('is found again after the database was emptied, and it is said', async () => {
    await empty();
    expect(await openDraft('note/new')).toMatchObject({ data: { text: 'Half a no' } });
    expect(status.value.problem).toMatch(/emptied.* 1 unfinished text was recovered. Nothing is missing.$/);
  });

  test('is found again also where nothing is noted of the database', async () => {
    world.marked.clear();
    await empty();
    expect(await openDraft('note/new')).toMatchObject({ data: { text: 'Half a no' } });
  });

  test('is said to be missing where it had no second copy', async () => {
    world.files?.all.clear();
    await empty();
    expect(drafts.value).toEqual([]);
    expect(status.value.problem).toMatch(/emptied.* 1 unfinished text is missing.$/);
  });

  test('is copied twice a second at most, and not at each key', async () => {
    const write = vi.spyOn(world.files as FakeFiles, 'write');
    for (let n = 0; n < 20; n++) {
      keepDraft('note/new', 'note', jean, { text: 'x'.repeat(n) });
      await world.pass(50);
    }
    await world.pass(1000);
    expect(write.mock.calls.length).toBeLessThanOrEqual(3);
  });

  test('has no copy any more once it was thrown away, or saved by an app that was killed then', async () => {
    expect(copies()).toBe(1);
    await dropDraft('note/new');
    await settle();
    expect(copies()).toBe(0);
    world.files?.all.set(
      `${databaseOf(MORAG).replaceAll(':', '-')}-drafts/gone`,
      new TextEncoder().encode('{"key":"gone","form":"note","data":{},"savedAt":"2026-11-23T10:00:00.000Z"}'),
    );
    await restart(world);
    await settle();
    expect([copies(), drafts.value]).toEqual([0, []]);
  });

  test('is copied when the app is opened where that had failed', async () => {
    world.files?.all.clear();
    await restart(world);
    await settle();
    expect([copies(), secondCopy.value]).toEqual([1, 'kept']);
  });
});

test('what was pressed on a visit and lost with the database before it was sent is said', async () => {
  await start(world.tab());
  await world.pass(1000);
  world.fetch = offline;
  await callForHelp();
  await world.pass(1000);
  await closeLifelines();
  await empty();
  expect(status.value.problem).toMatch(/Something you pressed on a visit was not sent and was lost/);
  expect(status.value.problem).not.toMatch(/Nothing is missing/);
});

describe('a database that was emptied, of somebody who is not at work', () => {
  test('is noticed while another works, and what was not sent goes in under its numbers when they sign in', async () => {
    const jean = await withJean(world);
    world.fetch = offline;
    await addNote(jean, { text: 'One.' });
    await addNote(jean, { text: 'Two.' });
    await signOut();
    world.indexedDB = new IDBFactory();
    await rememberPerson(world.tab(), MORAG);
    await rememberPerson(world.tab(), RAB);
    await start(world.tab());
    await world.pass(0);
    expect(safeToHandOver.value.people).toMatchObject([
      { person: MORAG, left: { unsent: 2, waitsForThem: true } },
    ]);
    await switchTo(MORAG);
    expect(storageLoss.value).toMatchObject({ recovered: 2, missing: 0 });
    await expectBothSentOnce(jean);
  });
});

describe('all that a browser keeps of somebody is emptied, the list of people too', () => {
  const sent = () => server.applied.map(({ set }) => set?.text ?? set?.known_as);

  beforeEach(async () => {
    const jean = await withJean(world);
    world.fetch = offline;
    await addNote(jean, { text: 'One.' });
    await signOut();
    world.indexedDB = new IDBFactory();
  });

  async function rabSignsIn(): Promise<void> {
    world.fetch = server.fetch;
    server.person = RAB;
    await signIn('rab@demo.example', 'right');
    await syncNow();
    await compareNow();
    await world.pass(0);
  }

  test('is noticed before anybody signs in and by whoever does, and goes in as its author’s', async () => {
    await start(world.tab());
    await world.pass(0);
    expect(workOfStrangers.value).toBe('found');
    await rabSignsIn();
    expect(safeToHandOver.value).toMatchObject({ safe: false, people: [], reasons: ['found'] });
    expect(peopleOnThisPhone.value.map(({ person }) => person.name)).toEqual(['Rab']);
    expect(sent()).toEqual(['Jean']);

    await signOut();
    server.person = MORAG;
    await signIn('worker@demo.example', 'right');
    await syncNow();
    expect(storageLoss.value).toMatchObject({ recovered: 1, missing: 0 });
    expect([sent(), workOfStrangers.value]).toEqual([['Jean', 'One.'], null]);
    expect(server.asked.at(-1)?.person).toBe(MORAG.id);
  });

  test('is said to be lost where there was no second copy', async () => {
    world.files = null;
    await start(world.tab());
    await rabSignsIn();
    expect(safeToHandOver.value.reasons).toEqual(['lost']);
  });

  test('and what was sent for them before is not missed', async () => {
    world.files = null;
    world.indexedDB = new IDBFactory();
    await rememberPerson(world.tab(), MORAG);
    world.marked.clear();
    world.fetch = server.fetch;
    await withJean(world);
    world.fetch = offline;
    await addClient({ known_as: 'Sandy' });
    await signOut();
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(60_000);
    world.indexedDB = new IDBFactory();
    await start(world.tab());
    expect(workOfStrangers.value).toBeNull();
  });
});

describe('a database that is emptied beneath an open page', () => {
  let jean: string;
  beforeEach(async () => {
    world.files = null;
    jean = await withJean(world);
    keepDraft('a', 'note', jean, { text: 'Half a no' });
    await openDraft('a');
    world.fetch = offline;
    await addNote(jean, { text: 'One.' });
    await world.empties(databaseOf(MORAG));
  });

  test('gets back what was not sent, and it is said', async () => {
    await syncNow();
    expect(status.value).toMatchObject({ unsent: 1, problem: expect.stringMatching(/1 item .* recovered/) });
    await restart(world);
    expect(storageLoss.value).toMatchObject({ recovered: 1, missing: 0 });
    expect(await openDraft('a')).toMatchObject({ data: { text: 'Half a no' } });
    world.fetch = server.fetch;
    await syncNow();
    expect(server.applied.map(({ seq, set }) => [seq, set?.text])).toEqual([
      [1, undefined],
      [2, 'One.'],
    ]);
    expect(new Set(server.asked.map((asked) => asked.device)).size).toBe(1);
  });

  test('gets back what is being typed, though a form asks for it first', async () => {
    expect(await openDraft('a')).toMatchObject({ data: { text: 'Half a no' } });
    await restart(world);
    expect(await openDraft('a')).toMatchObject({ data: { text: 'Half a no' } });
  });

  test('keeps what is being typed also where that happens while the drafts are looked at', async () => {
    await openDraft('a');
    const { read } = DraftDisk.prototype;
    vi.spyOn(DraftDisk.prototype, 'read').mockImplementationOnce(async function (this: DraftDisk) {
      await world.empties(databaseOf(MORAG));
      return read.call(this);
    });
    expect(await openDraft('a')).toMatchObject({ data: { text: 'Half a no' } });
    await restart(world);
    expect(await openDraft('a')).toMatchObject({ data: { text: 'Half a no' } });
  });

  test('gives what is saved next its own number', async () => {
    await addNote(jean, { text: 'Two.' });
    await expectBothSentOnce(jean);
  });
});

describe('the second copy', () => {
  test('is there for what is unsent or refused, and goes when the server has it', async () => {
    server.judge = (change) => (change.set?.text === 'Bad.' ? { status: 'refused' } : null);
    const jean = await withJean(world);
    await settle();
    expect(copies()).toBe(0);
    world.fetch = offline;
    await addNote(jean, { text: 'Good.' });
    await addNote(jean, { text: 'Bad.' });
    await settle();
    expect(copies()).toBe(2);
    world.fetch = server.fetch;
    await syncNow();
    await settle();
    expect(copies()).toBe(1);
    await restart(world);
    expect(storageLoss.value).toBeNull();
    expect(status.value).toMatchObject({ unsent: 0, needsAttention: 1 });
  });

  test('that could not be written is written when the app is opened, and only then said to be kept', async () => {
    await start(world.tab());
    const files = world.files as FakeFiles;
    files.broken = true;
    world.fetch = offline;
    await addClient(JEAN);
    await settle();
    await restart(world);
    await settle();
    expect([copies(), secondCopy.value]).toEqual([0, 'failed']);
    files.broken = false;
    await restart(world);
    await settle();
    expect([copies(), secondCopy.value]).toEqual([1, 'kept']);
  });

  test('that cannot be written is said, and keeps nobody from saving', async () => {
    await start(world.tab());
    await settle();
    expect(secondCopy.value).toBe('kept');
    if (world.files !== null) world.files.broken = true;
    await addClient(JEAN);
    await settle();
    expect(secondCopy.value).toBe('failed');
    expect(clients.value).toHaveLength(1);
  });

  test('that makes no sense is passed over', async () => {
    world.marked.set(
      'doorstep:0197a0b0-0000-7000-8000-0000000000aa:0197a0b0-0000-7000-8000-00000000000a',
      '{',
    );
    await start(world.tab());
    expect([storageLoss.value, status.value.problem]).toEqual([null, null]);
  });
});

describe('a full disk', () => {
  const full = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };

  test('gives up its reserve for what somebody has written', async () => {
    await start(world.tab());
    await settle();
    const original = IDBObjectStore.prototype.put;
    let freed = false;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      return freed || this.name !== 'outbox' ? original.apply(this, args) : full();
    });
    const remove = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (
      this: IDBObjectStore,
      key,
    ) {
      if (key === 'reserve') freed = true;
      return this.get(key) as IDBRequest<undefined>;
    });
    await addClient(JEAN);
    put.mockRestore();
    remove.mockRestore();
    expect(clients.value).toHaveLength(1);
  });

  test('takes no more records, and what was written is sent and has its receipt all the same', async () => {
    const jean = await withJean(world);
    server.write({ id: 'n1', kind: 'note', client: jean, data: { text: 'Theirs.' } });
    await addNote(jean, { text: 'Mine.' });
    const original = IDBObjectStore.prototype.put;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      return this.name === 'base' ? full() : original.apply(this, args);
    });
    await syncNow();
    expect(server.applied.at(-1)?.set?.text).toBe('Mine.');
    expect(status.value).toMatchObject({ unsent: 0, problem: expect.stringMatching(/no room left/) });
    expect(notesOf(jean).map((note) => note.data.text)).toEqual(['Mine.']);
    put.mockRestore();
    await syncNow();
    expect(notesOf(jean)).toHaveLength(2);
    expect(status.value.problem).toBeNull();
  });

  test('its reserve does not press together', async () => {
    const packed = await new Response(
      new Blob([fillerOf(100_000)]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    expect(packed.byteLength).toBeGreaterThan(99_000);
  });
});

test('in a browser tab on an iPhone it is said that only the installed app works offline', async () => {
  await start(world.tab());
  expect(offlineOnlyWhenInstalled.value).toBeNull();
  world.place = 'ios_tab';
  await restart(world);
  expect(offlineOnlyWhenInstalled.value).toMatch(/Home Screen/);
});

test('the app opens on a disk that takes nothing at all', async () => {
  const jean = await withJean(world);
  await settle();
  await phone.value?.close();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full.', 'QuotaExceededError');
  });
  await start(world.tab());
  put.mockRestore();
  expect(clients.value.map(({ id }) => id)).toEqual([jean]);
});
