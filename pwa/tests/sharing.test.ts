import { beforeEach, describe, expect, test } from 'vitest';
import { addClient, addNote } from '#state/actions';
import { peopleOnThisPhone, switchTo, waitsHere } from '#state/people';
import { clientOf, clients } from '#state/records';
import { person, session, signIn, signOut, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { JEAN, newPhone, offline, withJean } from './support/phone';
import { MORAG, RAB, type Server } from './support/server';
import { settle, type World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

/** Morag has written something without a network; then Rab signs in. */
async function rabAfterMorag(): Promise<string> {
  const jean = await withJean(world);
  world.fetch = offline;
  await addNote(jean, { text: 'By Morag.' });
  await syncNow();
  await rabSignsIn();
  return jean;
}

async function rabSignsIn(): Promise<void> {
  world.fetch = server.fetch;
  server.person = RAB;
  await signIn('rab@demo.example', 'right');
  await settle();
}

/** What the server has heard to be unsent of Morag's, in order. */
const saidOfMorag = () =>
  server.asked.filter((asked) => asked.person === MORAG.id).map((asked) => asked.unsent.count);

const here = () =>
  peopleOnThisPhone.value.map(({ person, atWork, left }) => [
    person.name,
    atWork,
    left?.unsent,
    left?.waitsForThem,
  ]);

describe('while somebody else is at work', () => {
  test('what was too large for one network is tried on another, also of who is away', async () => {
    const jean = await withJean(world);
    server.fault = ({ changes }) => (changes.length > 0 ? new Response('413', { status: 413 }) : null);
    await addNote(jean, { text: 'By Morag.' });
    await syncNow();
    expect(status.value.needsAttention).toBe(1);
    await rabSignsIn();
    await world.pass(0);
    expect(server.applied.at(-1)?.set?.text).not.toBe('By Morag.');
    server.fault = () => null;
    await world.happen('online');
    await world.pass(1000);
    expect(server.applied.at(-1)?.set?.text).toBe('By Morag.');
  });

  test('what the other has left unsent is sent, as its author’s, and nothing of theirs is fetched', async () => {
    await rabAfterMorag();
    await world.pass(0);
    const sent = server.asked.find((asked) =>
      asked.changes.some((change) => change.set?.text === 'By Morag.'),
    );
    expect(sent).toMatchObject({ person: MORAG.id, limit: 1 });
    expect(server.applied.at(-1)?.set?.text).toBe('By Morag.');
    expect(here()).toEqual([
      ['Rab', true, 0, false],
      ['Morag Bell', false, 0, false],
    ]);
  });

  test('the server hears that nothing is left, once', async () => {
    await rabAfterMorag();
    await world.pass(0);
    expect(saidOfMorag().at(-1)).toBe(0);
    const { length } = saidOfMorag();
    await world.pass(50 * 60_000);
    expect(saidOfMorag()).toHaveLength(length);
  });

  test('the server hears it though the other sent all of it before they left', async () => {
    await withJean(world);
    expect(saidOfMorag()).toEqual([1]);
    await signOut();
    await rabSignsIn();
    await world.pass(0);
    expect(saidOfMorag()).toEqual([1, 0]);
  });

  test('the server hears it again, for it may have asked anew since', async () => {
    await rabAfterMorag();
    await world.pass(0);
    const { length } = saidOfMorag();
    await world.pass(70 * 60_000);
    expect(saidOfMorag().slice(length)).toEqual([0]);
  });

  test('the server is told until it has heard it', async () => {
    await rabAfterMorag();
    const answers = world.fetch;
    world.fetch = (path, init) =>
      String(init.body).includes('"changes":[]') && new Headers(init.headers).has('Authorization')
        ? offline()
        : answers(path, init);
    await world.pass(0);
    expect(saidOfMorag().at(-1)).toBe(1);
    world.fetch = server.fetch;
    await world.pass(60_000);
    expect(saidOfMorag().at(-1)).toBe(0);
  });

  test('neither sees what the other has', async () => {
    const jean = await rabAfterMorag();
    expect(person.value?.name).toBe('Rab');
    await addClient({ known_as: 'Sandy' });
    await switchTo(MORAG);
    expect(clients.value.map(({ id }) => id)).toEqual([jean]);
    expect(person.value?.name).toBe('Morag Bell');
  });

  test('who has never been online here is waited for, and that is said', async () => {
    world.fetch = offline;
    await start(world.tab());
    await addClient(JEAN);
    await rabSignsIn();
    await world.pass(0);
    expect(server.applied).toEqual([]);
    expect(here()).toEqual([
      ['Rab', true, 0, false],
      ['Morag Bell', false, 1, true],
    ]);
    expect(peopleOnThisPhone.value[1]?.left?.oldestUnsent).toBe('2026-11-23T10:00:00.000Z');
    expect(waitsHere.value).toEqual({ unsent: 0, forThem: 1, pressed: 0 });
  });

  test('whose token the server does not take any more is waited for, and gets a new one', async () => {
    const jean = await withJean(world);
    world.fetch = offline;
    await addNote(jean, { text: 'By Morag.' });
    server.tokens.clear();
    await rabSignsIn();
    await world.pass(0);
    expect(here()[1]).toEqual(['Morag Bell', false, 1, true]);
    server.person = MORAG;
    await signIn('worker@demo.example', 'right');
    await world.pass(1000);
    expect(server.applied.at(-1)?.set?.text).toBe('By Morag.');
    expect(server.tokens.size).toBe(2);
  });

  test('it is sent as soon as there is a network', async () => {
    await withJean(world);
    await addClient({ known_as: 'Sandy' });
    world.fetch = offline;
    await switchTo(RAB);
    await world.pass(0);
    expect(server.applied).toHaveLength(1);
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(0);
    expect(server.applied).toHaveLength(2);
  });

  test('and when nobody is at work', async () => {
    await withJean(world);
    await addClient({ known_as: 'Sandy' });
    await signOut();
    await world.pass(0);
    expect(server.applied.map((change) => change.set?.known_as)).toEqual(['Jean', 'Sandy']);
    expect(here()).toEqual([['Morag Bell', false, 0, false]]);
  });
});

test('whoever is switched to finds their work at once, and signs in to send it', async () => {
  await rabAfterMorag();
  const sandy = await addClient({ known_as: 'Sandy' });
  world.fetch = offline;
  await switchTo(MORAG);
  await switchTo(RAB);
  await switchTo(RAB);
  expect(clientOf(sandy)?.standing).toBe('on_phone');
  world.fetch = server.fetch;
  server.person = MORAG;
  await syncNow();
  expect(session.value).toBe('expired');
  expect(here()[0]).toEqual(['Rab', true, 1, true]);
  expect(status.value.unsent).toBe(1);
});
