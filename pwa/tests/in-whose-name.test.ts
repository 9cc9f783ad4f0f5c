import { beforeEach, describe, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { act } from '#state/alerts';
import { goOnDuty } from '#state/duty';
import { phone, signOut, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { setPins } from '#state/visits';
import { Database } from '#storage/database';
import { readToken } from '#storage/device-token';
import { databaseOf } from '#storage/people';
import { newPhone, phoneWithJean } from './support/phone';
import { MORAG, RAB, type Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;
let jean: string;
/** What each request was answered with: its path, and the status. */
const answers: [path: string, status: number][] = [];

/** Rab signs in elsewhere in this browser, and this tab does not hear of it. */
function rabSignsInUnheard(): void {
  server.person = RAB;
  answers.length = 0;
  world.fetch = async (path, init) => {
    const answer = await server.fetch(path, init);
    answers.push([path, answer.status]);
    return answer;
  };
}

const statusesOf = (path: string) => answers.filter(([asked]) => asked === path).map(([, status]) => status);

describe('a tab that has not heard of another’s sign-in', () => {
  beforeEach(async () => {
    ({ world, server, jean } = await phoneWithJean());
    rabSignsInUnheard();
  });

  test('answers no alert and takes no duty as somebody else', async () => {
    const duty = { account: null, post: 'monitor', begins: null, ends: '2026-11-23T18:00:00.000Z' } as const;
    expect(await act('an-alert', 'acknowledge')).toEqual({ ok: false, reason: 'sign_in' });
    expect(await goOnDuty(duty)).toEqual({ ok: false, reason: 'sign_in' });
  });

  test('sets no PIN of somebody else’s', async () => {
    expect(await setPins('2580', '1379')).toBe('shut_out');
    expect(server.watch.pins).toBeNull();
  });

  test('ends no session but its own', async () => {
    await signOut();
    await world.pass(0);
    expect(statusesOf('/api/v1/session')).toEqual([401]);
  });

  test('still hands in what its own person has written', async () => {
    await addNote(jean, { text: 'By Morag.' });
    await syncNow();
    expect(server.applied.at(-1)?.set?.text).toBe('By Morag.');
    expect(status.value.unsent).toBe(0);
    expect(phone.value?.person.id).toBe(MORAG.id);
  });
});

test('a token that the server would give to somebody else is not kept', async () => {
  ({ world, server } = await newPhone());
  server.answered = () => {
    server.person = RAB;
  };
  await start(world.tab());
  await world.pass(0);
  const db = new Database(world.tab(), databaseOf(MORAG));
  expect(await readToken(db)).toMatchObject({ token: null });
  expect([...server.tokens]).toEqual([]);
  await db.close();
});
