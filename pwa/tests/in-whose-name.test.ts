import { beforeEach, describe, expect, test } from 'vitest';
import { addNote } from '#state/actions';
import { act, giveTime } from '#state/alerts';
import { keepDraft } from '#state/drafts';
import { goOnDuty } from '#state/duty';
import { phone, session, signIn, signOut, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { setPins } from '#state/visits';
import { Database } from '#storage/database';
import { readToken } from '#storage/device-token';
import { readDrafts } from '#storage/drafts';
import { databaseOf } from '#storage/people';
import { newPhone, phoneWithJean } from './support/phone';
import { MORAG, RAB, type Server } from './support/server';
import { settle, type World } from './support/world';

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

describe('whoever signs out in one tab', () => {
  beforeEach(async () => {
    ({ world, server, jean } = await phoneWithJean());
  });

  test('is signed out in all of them, and what is being typed in another is kept', async () => {
    keepDraft('k', 'note', jean, { text: 'Typed a moment ago.' });
    world.tab().channel('doorstep').post(`out ${MORAG.id}`);
    await settle();
    expect([session.value, phone.value]).toEqual(['signed_out', null]);
    const db = new Database(world.tab(), databaseOf(MORAG));
    expect(await readDrafts(db)).toMatchObject([{ data: { text: 'Typed a moment ago.' } }]);
    await db.close();
  });

  test('says so to the others, and takes nobody else off', async () => {
    const heard: unknown[] = [];
    world
      .tab()
      .channel('doorstep')
      .listen((news) => heard.push(news));
    world.tab().channel('doorstep').post(`out ${RAB.id}`);
    await settle();
    expect(session.value).toBe('signed_in');
    await signOut();
    await settle();
    expect(heard.at(-1)).toBe(`out ${MORAG.id}`);
  });
});

test('what somebody said without an answer is not taken for what the next person says', async () => {
  ({ world, server } = await phoneWithJean());
  const ids: string[] = [];
  const served = world.fetch;
  world.fetch = async (path, init) => {
    if (!path.endsWith('/extend')) return served(path, init);
    ids.push(JSON.parse(String(init.body)).id);
    throw new TypeError('no network');
  };
  await giveTime('a-visit', 10, 'She rang.');
  await giveTime('a-visit', 10, 'She rang.');
  await signOut();
  server.person = RAB;
  await signIn('rab@demo.example', 'right');
  await giveTime('a-visit', 10, 'She rang.');
  expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
});
