import { beforeEach, describe, expect, test } from 'vitest';
import { switchTo } from '#state/people';
import { offered, pushState, settlePush, turnOnPush } from '#state/push';
import { session, signIn, signOut, start } from '#state/session';
import { syncNow } from '#state/status';
import { Browser, SUBSCRIPTION } from './support/notifier';
import { newPhone, offline } from './support/phone';
import { json, MORAG, RAB, type Server } from './support/server';
import { settle, type World } from './support/world';

let world: World;
let server: Server;
let browser: Browser;
/** The addresses of which the server has heard that nobody takes pushes there. */
let gone: string[];
let online: World['fetch'];
const see = () => settlePush(world.tab());

beforeEach(async () => {
  ({ world, server } = await newPhone());
  browser = new Browser();
  offered.value = browser;
  gone = [];
  online = async (path, init) => {
    if (path === '/api/v1/push/key' || path === '/api/v1/push')
      return isMine(init) ? json({ key: 'the-key', id: 'e' }) : json({ code: 'sign_in' }, 401);
    if (path !== '/api/v1/push/gone') return server.fetch(path, init);
    gone.push(JSON.parse(String(init.body)).endpoint);
    return new Response(null, { status: 204, headers: { 'Doorstep-Protocol': '1' } });
  };
  world.fetch = online;
  await start(world.tab());
  await turnOnPush();
});

/** Whether the cookie is that of whoever asks. */
function isMine({ headers }: RequestInit): boolean {
  return new Headers(headers).get('Doorstep-Person') === server.person?.id;
}

async function comes(who: typeof MORAG): Promise<void> {
  server.person = who;
  await signIn(who.email, 'right');
  await see();
}

describe('notifications of whoever has left', () => {
  test('end with her signing out, in the browser and on the server', async () => {
    await signOut();
    await see();
    expect([browser.at, gone]).toEqual([null, [SUBSCRIPTION.endpoint]]);
    await see();
    expect(gone).toHaveLength(1);
  });

  test('end in the browser without a network, and the server hears of it once there is one', async () => {
    world.fetch = offline;
    await signOut();
    await see();
    expect([browser.at, gone]).toEqual([null, []]);
    world.fetch = online;
    await see();
    expect(gone).toEqual([SUBSCRIPTION.endpoint]);
  });

  test('end at the next start where the app was closed too soon or the browser did not answer', async () => {
    const answers = browser.unsubscribe;
    browser.unsubscribe = () => new Promise(() => {});
    await signOut();
    const seen = see();
    await world.pass(15_000);
    await seen;
    browser.unsubscribe = answers;
    await start(world.tab());
    await see();
    expect([browser.at, gone]).toEqual([null, [SUBSCRIPTION.endpoint]]);
  });

  test('are on again without a word once she has signed in again', async () => {
    await signOut();
    await see();
    await comes(MORAG);
    expect(pushState.value).toBe('on');
    expect(browser.at).not.toBe(SUBSCRIPTION.endpoint);
  });

  test('stay off where she has forbidden them since', async () => {
    await signOut();
    await see();
    browser.leave = 'denied';
    await comes(MORAG);
    expect([pushState.value, browser.at]).toEqual(['blocked', null]);
  });

  test('end while a colleague has her phone, and are on again once she is back', async () => {
    await comes(RAB);
    expect([browser.at, pushState.value, gone]).toEqual([null, 'off', [SUBSCRIPTION.endpoint]]);
    await switchTo(MORAG);
    await see();
    expect(browser.at).toBeNull(); // the cookie is Rab's
    await comes(MORAG);
    expect(pushState.value).toBe('on');
  });

  test("are not taken for a colleague's, who has turned on their own", async () => {
    await comes(RAB);
    await turnOnPush();
    const his = browser.at;
    await see();
    expect([pushState.value, browser.at]).toEqual(['on', his]);
    expect(gone).toEqual([SUBSCRIPTION.endpoint]);
  });
});

describe('notifications of whoever has not left', () => {
  test('go on where she has only to sign in again', async () => {
    server.person = null;
    await syncNow();
    await settle();
    expect(session.value).toBe('expired');
    await see();
    expect([browser.at, gone]).toEqual([SUBSCRIPTION.endpoint, []]);
  });

  test('go on where the browser has emptied its disk', async () => {
    world.indexedDB.deleteDatabase('doorstep');
    await see();
    expect([browser.at, gone]).toEqual([SUBSCRIPTION.endpoint, []]);
  });
});
