import { beforeEach, describe, expect, test } from 'vitest';
import { keepPush, offered, pushState, testPush, turnOnPush } from '#state/push';
import { start } from '#state/session';
import { Browser, SUBSCRIPTION } from './support/notifier';
import { newPhone } from './support/phone';
import { json, MORAG } from './support/server';
import type { World } from './support/world';

let world: World;
let browser: Browser;
let sent: { path: string; body: unknown }[];
let answers: Record<string, () => Response>;

beforeEach(async () => {
  ({ world } = await newPhone());
  browser = new Browser();
  offered.value = browser;
  sent = [];
  answers = {
    'GET /api/v1/push/key': () => json({ key: 'the-key' }),
    'POST /api/v1/push': () => json({ id: 'e' }),
    'POST /api/v1/push/test': () => json({ endpoints: 1 }),
  };
  const before = world.fetch;
  world.fetch = async (path, init) => {
    const answer = answers[`${init.method} ${path}`];
    if (answer === undefined) return before(path, init);
    sent.push({ path, body: init.body ? JSON.parse(String(init.body)) : null });
    return answer();
  };
  await start(world.tab());
});

describe('notifications', () => {
  test('are off until the person has turned them on, and then stay on', async () => {
    expect(pushState.value).toBe('off');
    const turning = turnOnPush();
    expect(pushState.value).toBe('asking');
    await turning;
    expect(pushState.value).toBe('on');
    expect(browser.subscribed).toEqual(['the-key']);
    expect(sent.at(-1)?.body).toMatchObject(SUBSCRIPTION);
    await start(world.tab());
    expect(pushState.value).toBe('on');
  });

  test('that the person does not want are not asked for again', async () => {
    browser.answer = 'denied';
    await turnOnPush();
    expect(pushState.value).toBe('blocked');
    expect(sent).toEqual([]);
  });

  test('that the person has not decided about stay off', async () => {
    browser.answer = 'default';
    await turnOnPush();
    expect(pushState.value).toBe('off');
  });

  test('are said to have failed when the service of the browser never answers', async () => {
    browser.subscribe = () => new Promise(() => {});
    const turning = turnOnPush();
    await world.pass(14_000);
    expect(pushState.value).toBe('asking');
    await world.pass(1_000);
    await turning;
    expect(pushState.value).toBe('failed');
    expect(world.marked.get('push')).toBeUndefined();
  });

  test.each(['GET /api/v1/push/key', 'POST /api/v1/push'])(
    'are not on before the server has answered: %s',
    async (route) => {
      answers[route] = () => json({ code: 'busy' }, 503);
      await turnOnPush();
      expect(pushState.value).toBe('failed');
    },
  );

  test('are not on where the browser refuses to subscribe', async () => {
    browser.subscribe = () => Promise.reject(new DOMException('no', 'AbortError'));
    await turnOnPush();
    expect(pushState.value).toBe('failed');
  });

  test('need the app on the home screen of an iPhone', async () => {
    world.place = 'ios_tab';
    await start(world.tab());
    await turnOnPush();
    expect(pushState.value).toBe('install_first');
    expect(browser.leave).toBe('default');
  });

  test('are absent where the browser has none', async () => {
    offered.value = null;
    await turnOnPush();
    expect(pushState.value).toBe('absent');
    expect(await testPush()).toBe(false);
  });

  test('that were forbidden in the settings meanwhile are blocked', async () => {
    await turnOnPush();
    browser.leave = 'denied';
    await world.happen('shown');
    expect(pushState.value).toBe('blocked');
  });

  test("are somebody else's where she turned them on last", async () => {
    await turnOnPush();
    world.marked.set('push', 'somebody else');
    await world.happen('shown');
    expect(pushState.value).toBe('off');
    expect(MORAG.id).not.toBe('somebody else');
  });

  test('are kept: the server hears at each start where they go', async () => {
    await keepPush();
    expect(sent).toEqual([]);
    await turnOnPush();
    await keepPush();
    expect(sent.filter(({ path }) => path === '/api/v1/push')).toHaveLength(2);
  });
});

describe('a test', () => {
  test('is passed when the service worker here has shown it', async () => {
    const passed = testPush();
    browser.say({ type: 'ALERT', kind: 'overdue' });
    browser.say({ type: 'SYNC' });
    browser.say({ type: 'ALERT', kind: 'test' });
    expect(await passed).toBe(true);
  });

  test('is not passed when nothing is shown within 30 seconds', async () => {
    const passed = testPush();
    await world.pass(30_000);
    expect(await passed).toBe(false);
  });

  test('is not passed when the server knows of no browser, or does not answer', async () => {
    answers['POST /api/v1/push/test'] = () => json({ endpoints: 0 });
    expect(await testPush()).toBe(false);
    answers['POST /api/v1/push/test'] = () => json({ code: 'busy' }, 503);
    expect(await testPush()).toBe(false);
  });
});
