import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addClient, addNote } from '#state/actions';
import { drafts, dropDraft, keepDraft, openDraft } from '#state/drafts';
import { waitingForDecision } from '#state/held';
import { clientOf, clients, contactsOf, notesOf } from '#state/records';
import { search } from '#state/search';
import { person, session, signIn, signOut, start } from '#state/session';
import { persistentStorage, status, syncNow } from '#state/status';
import { currentPerson, rememberPerson } from '#storage/people';
import { JEAN, newPhone, offline, restart, withJean } from './support/phone';
import type { Server } from './support/server';
import { MORAG } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

test('before anybody is at work there is nothing, and nothing can be written', async () => {
  expect([
    person.value,
    clients.value,
    clientOf('jean'),
    notesOf('jean'),
    contactsOf('jean'),
    search('jean'),
  ]).toEqual([null, [], undefined, [], [], []]);
  expect([status.value.unsent, persistentStorage.value, drafts.value]).toEqual([0, 'unknown', []]);
  expect(await openDraft('a')).toBeNull();
  keepDraft('a', 'note', null, {});
  await dropDraft('a');
  await syncNow();
  expect(() => addClient(JEAN)).toThrow('Nobody is signed in.');
});

describe('the person', () => {
  test('is told when this app is too old to be understood', async () => {
    await start(world.tab());
    world.fetch = async (path, init) => {
      const answer = await server.fetch(path, init);
      answer.headers.set('Doorstep-Oldest-Build', '2');
      return answer;
    };
    await syncNow();
    expect(status.value.problem).toMatch(/newer version/);
  });

  test('is greeted offline, by the phone alone', async () => {
    world.fetch = offline;
    expect(session.value).not.toBe('signed_in');
    await start(world.tab());
    expect([session.value, person.value?.name]).toEqual(['signed_in', 'Morag Bell']);
  });

  test('is not said to be signed out before an app that is opened again knows it', async () => {
    await start(world.tab());
    let known: Promise<unknown> = Promise.resolve('not yet asked');
    const stop = person.subscribe((one) => {
      if (one === null) known = currentPerson(world.tab());
    });
    await signOut();
    stop();
    expect(await known).toBeNull();
  });

  test('signs in with the right password only', async () => {
    await signOut();
    await rememberPerson(world.tab(), null);
    await start(world.tab());
    expect(session.value).toBe('signed_out');
    server.person = null;
    expect(await signIn('worker@demo.example', 'wrong')).toEqual({ ok: false, reason: 'wrong' });
    world.fetch = offline;
    expect(await signIn('worker@demo.example', 'right')).toEqual({ ok: false, reason: 'offline' });
    world.fetch = async () => new Response('500', { status: 500 });
    expect(await signIn('worker@demo.example', 'right')).toEqual({ ok: false, reason: 'failed' });
    server.person = MORAG;
    world.fetch = server.fetch;
    expect(await signIn('worker@demo.example', 'right')).toEqual({ ok: true });
    expect(session.value).toBe('signed_in');
  });

  test('who has signed out is not at work when the app is opened again', async () => {
    await start(world.tab());
    await signOut();
    await start(world.tab());
    expect([session.value, person.value]).toEqual(['signed_out', null]);
  });

  test('who has another team by now is known so at the next start', async () => {
    await start(world.tab());
    server.person = { ...MORAG, teamName: 'South' };
    await syncNow();
    await restart(world);
    expect(person.value?.teamName).toBe('South');
  });

  test('whose session has ended works on, and what they wrote is sent when they have signed in again', async () => {
    const jean = await withJean(world);
    server.person = null;
    server.tokens.clear();
    await addNote(jean, { text: 'While signed out.' });
    await syncNow();
    expect(session.value).toBe('expired');
    expect(status.value).toMatchObject({
      unsent: 1,
      handsIn: false,
      problem: 'Sign in again to send what is on this phone.',
    });
    server.person = MORAG;
    await signIn('worker@demo.example', 'right');
    await world.pass(0);
    expect(status.value.unsent).toBe(0);
    expect(session.value).toBe('signed_in');
  });

  test('whose session has ended is sent for again when they sign in in another tab', async () => {
    const jean = await withJean(world);
    server.person = null;
    await addNote(jean, { text: 'While signed out.' });
    await syncNow();
    server.person = MORAG;
    world.tab().channel('doorstep').post(MORAG.id);
    await settle();
    await world.pass(0);
    expect([status.value.unsent, session.value]).toEqual([0, 'signed_in']);
  });

  test('whose session has ended is not sent for under the name of whoever signs in next', async () => {
    await withJean(world);
    server.person = null;
    server.tokens.clear();
    await addClient({ known_as: 'Rab' });
    await syncNow();
    server.person = { ...MORAG, id: '0197a0b0-0000-7000-8000-00000000000b' };
    await syncNow();
    expect(server.applied).toHaveLength(1);
    expect(status.value.unsent).toBe(1);
  });

  test('whose session has ended hands in with the token of the phone, and is asked to sign in', async () => {
    const jean = await withJean(world);
    server.judge = () => ({ status: 'held' });
    server.person = null;
    for (const text of ['First.', 'Second.']) {
      await addNote(jean, { text });
      await world.pass(1000);
      await settle();
      expect([session.value, status.value.unsent]).toEqual(['expired', 0]);
    }
    expect(waitingForDecision.value).toHaveLength(2);
    expect(server.asked.at(-1)).toMatchObject({ person: MORAG.id, limit: 1 });
    expect(status.value).toMatchObject({
      handsIn: true,
      online: 'yes',
      problem: 'Sign in again to get what is new. What you write is sent all the same.',
    });
    server.person = MORAG;
    server.judge = () => null;
    await signIn('worker@demo.example', 'right');
    await world.pass(0);
    expect([session.value, status.value.handsIn, status.value.problem]).toEqual(['signed_in', false, null]);
  });

  test('whose session and token the server takes no more is told that nothing is sent', async () => {
    const jean = await withJean(world);
    server.person = null;
    await syncNow();
    expect(status.value.handsIn).toBe(true);
    server.tokens.clear();
    await addNote(jean, { text: 'Nobody takes it.' });
    await syncNow();
    expect(session.value).toBe('expired');
    expect(status.value).toMatchObject({ unsent: 1, handsIn: false });
    expect(status.value.problem).toBe('Sign in again to send what is on this phone.');
  });

  test('who signs out finds unsent work again, whoever was at work in between', async () => {
    world.fetch = offline;
    await start(world.tab());
    const jean = await addClient(JEAN);
    await signOut();
    expect(session.value).toBe('signed_out');
    world.fetch = server.fetch;
    server.person = { ...MORAG, id: '0197a0b0-0000-7000-8000-00000000000b', name: 'Rab' };
    await signIn('worker2@demo.example', 'right');
    await syncNow();
    expect([clients.value, server.applied]).toEqual([[], []]);
    await signOut();
    server.person = MORAG;
    await signIn('worker@demo.example', 'right');
    expect(clientOf(jean)?.data.known_as).toBe('Jean');
    await syncNow();
    expect(server.applied).toHaveLength(1);
  });

  test('is never sent for under the name of another who has signed in in another tab', async () => {
    await withJean(world);
    server.person = { ...MORAG, id: '0197a0b0-0000-7000-8000-00000000000b' };
    world.tab().channel('doorstep').post(server.person.id);
    await settle();
    await addClient({ known_as: 'Rab' });
    await syncNow();
    expect(session.value).toBe('expired');
    expect(server.asked.at(-1)).toMatchObject({ person: MORAG.id, limit: 1 });
    expect(server.applied).toHaveLength(2);
  });
});

test('a disk that cannot be opened at first is tried again, and it is said meanwhile', async () => {
  const open = vi.spyOn(world.indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  });
  await start(world.tab());
  expect(status.value.problem).toMatch(/Check whether it has free space/);
  open.mockRestore();
  await world.pass(5000);
  expect([session.value, person.value?.name]).toEqual(['signed_in', 'Morag Bell']);
});

test('signing in on a disk that takes nothing opens what is on it', async () => {
  const jean = await withJean(world);
  await signOut();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full.', 'QuotaExceededError');
  });
  const answer = await signIn('worker@demo.example', 'right').finally(() => put.mockRestore());
  expect([answer, clientOf(jean)?.data.known_as]).toEqual([{ ok: true }, 'Jean']);
});
