import { beforeEach, describe, expect, test } from 'vitest';
import { addClient, addContact, addNote, changeClient, changeContact } from '#state/actions';
import { clientOf, contactsOf, notes, notesOf } from '#state/records';
import { phone, start } from '#state/session';
import { persistentStorage, status, syncNow, watchClock } from '#state/status';
import { JEAN, newPhone, offline, restart, withJean } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

describe('without a network', () => {
  beforeEach(() => {
    world.fetch = offline;
  });

  test('a visit saved offline survives a restart, and reaches the server later', async () => {
    await start(world.tab());
    const jean = await addClient(JEAN);
    await addNote(jean, { text: ' She has a new kettle.\r\n' });
    await restart(world);
    expect(notesOf(jean)[0]).toMatchObject({ data: { text: 'She has a new kettle.' }, standing: 'on_phone' });
    expect(status.value).toMatchObject({ unsent: 2, online: 'unknown' });
    world.fetch = server.fetch;
    await syncNow();
    expect(notesOf(jean)[0]).toMatchObject({ standing: 'received', version: 1, made: { by: 'someone' } });
    expect(status.value).toMatchObject({
      unsent: 0,
      age: 'none',
      online: 'yes',
      problem: null,
      firstFetch: 'done',
    });
  });

  test('the age of what is unsent grows on the screen', async () => {
    watchClock(world.tab());
    await start(world.tab());
    await addClient(JEAN);
    expect(status.value.age).toBe('fresh');
    await world.pass(4 * 3_600_000);
    expect(status.value).toMatchObject({ age: 'amber', online: 'no' });
    await world.pass(20 * 3_600_000);
    expect(status.value.age).toBe('red');
  });

  test('it asks the browser once to keep its storage', async () => {
    await start(world.tab());
    expect(persistentStorage.value).toBe('unknown');
    await addClient(JEAN);
    await addClient(JEAN);
    await settle();
    expect(persistentStorage.value).toBe('granted');
    expect(world.persisted).toBe(1);
  });
});

describe('what was saved', () => {
  test('is sent soon by itself, and when the network comes back', async () => {
    await start(world.tab());
    await world.pass(0);
    await addClient(JEAN);
    await world.pass(300);
    expect(server.applied).toHaveLength(1);
    world.fetch = offline;
    await addClient({ known_as: 'Rab' });
    await world.pass(300);
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(0);
    expect(server.applied).toHaveLength(2);
  });

  test('never flickers back between the receipt and its row', async () => {
    const jean = await withJean(world);
    const seen: unknown[] = [];
    server.answered = () => void seen.push(clientOf(jean)?.data.gp);
    await changeClient(jean, { gp: 'Dr High' }, JEAN);
    await syncNow();
    seen.push(clientOf(jean)?.data.gp);
    expect(seen).toEqual(['Dr High', 'Dr High']);
  });

  test('says what was on the screen, not what has come in meanwhile', async () => {
    const jean = await withJean(world);
    server.write({ id: jean, kind: 'client', data: { known_as: 'Jean', gp: 'Dr New', phone: '0131' } });
    await syncNow();
    await changeClient(jean, { gp: 'Dr High', known_as: 'Jean' }, JEAN);
    await syncNow();
    expect(server.applied.at(-1)).toMatchObject({ base: 2, set: { gp: 'Dr High' }, was: { gp: 'Dr Low' } });
  });

  test('of a contact changes only that field', async () => {
    const jean = await withJean(world);
    const shown = { way: 'meeting', at: '2026-11-24T10:00:00.000Z', outcome: 'planned' };
    const contact = await addContact(jean, shown);
    await changeContact(contact, { ...shown, outcome: 'took_place' }, shown);
    expect(contactsOf(jean)[0]).toMatchObject({
      data: { outcome: 'took_place' },
      waitingFields: expect.arrayContaining(['outcome']),
    });
    await changeContact(contact, shown, shown);
    await syncNow();
    expect(server.applied.at(-1)?.set).toEqual({ outcome: 'took_place' });
  });

  test("is sent by the server's nudge from elsewhere too", async () => {
    await withJean(world);
    server.write({ id: 'n', kind: 'note', client: 'x', data: { text: 'From the desk.' } });
    world.streams[0]?.say('sync');
    await world.pass(0);
    expect(notes.value).toHaveLength(1);
  });
});

describe('a form that was open when its record went', () => {
  test('is saved all the same when the client was handed over', async () => {
    const jean = await withJean(world);
    server.forget = [jean];
    await syncNow();
    expect(clientOf(jean)).toBeUndefined();
    world.fetch = offline;
    await changeClient(jean, { known_as: 'Jean', phone: '0131 496 0000' }, { known_as: 'Jean' });
    const [entry] = phone.value?.shelf.entriesOf(jean) ?? [];
    expect(entry).toMatchObject({
      state: 'waiting',
      change: { client: jean, base: 1, set: { phone: '0131 496 0000' }, was: { phone: null } },
    });
  });

  test('is not lost in silence when this phone never had the record', async () => {
    await start(world.tab());
    await expect(changeClient('nobody', { known_as: 'Jean' }, {})).rejects.toThrow('never shown');
  });
});
