import { describe, expect, test } from 'vitest';
import { listen } from '#remote/nudges';
import { ask } from '#remote/request';
import { closeSession, openSession, readSession } from '#remote/session';
import { json, MORAG, Server } from './support/server';
import { World } from './support/world';

const request = { method: 'POST', path: '/api/v1/sync', body: { protocol: 1 } } as const;

function answering(answer: Response): World {
  const world = new World();
  world.fetch = async () => answer;
  return world;
}

const ours = { 'Doorstep-Protocol': '1', 'Content-Type': 'application/problem+json' };

describe('an answer', () => {
  test.each<[string, Response, object]>([
    ['of ours', json({ more: false }), { is: 'ok', body: { more: false } }],
    ['of ours without words', new Response(null, { status: 204, headers: ours }), { is: 'ok' }],
    [
      "by a hotel's sign-in page",
      new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
      { is: 'not_ours' },
    ],
    [
      'by a portal that speaks JSON',
      new Response('{}', { headers: { 'Content-Type': 'application/json' } }),
      { is: 'not_ours' },
    ],
    ['by a portal without words', new Response(null, { status: 204 }), { is: 'not_ours' }],
    ["by a portal's 401", new Response('{}', { status: 401 }), { is: 'not_ours' }],
    ['that was cut off', new Response('{"more":', { headers: ours }), { is: 'not_ours' }],
    ['sign in', json({ code: 'sign_in' }, 401), { is: 'sign_in' }],
    ['wrong password', json({ code: 'wrong_sign_in' }, 401), { is: 'wrong_sign_in' }],
    ['not allowed', json({ code: 'not_allowed' }, 403), { is: 'not_allowed' }],
    ['a revoked device', json({ code: 'device_revoked' }, 403), { is: 'device_revoked' }],
    ['too large, from a proxy', new Response('413', { status: 413 }), { is: 'too_large' }],
    [
      'too many',
      new Response('{}', { status: 429, headers: { ...ours, 'Retry-After': '7' } }),
      { is: 'too_many', afterMs: 7000 },
    ],
    [
      'busy',
      new Response('{}', { status: 503, headers: { ...ours, 'Retry-After': '5' } }),
      { is: 'busy', afterMs: 5000 },
    ],
    [
      'busy for longer than a timer can wait',
      new Response('{}', { status: 503, headers: { ...ours, 'Retry-After': '9999999999' } }),
      { is: 'busy', afterMs: 3_600_000 },
    ],
    [
      'busy until a moment ago',
      new Response('{}', { status: 503, headers: { ...ours, 'Retry-After': '-60' } }),
      { is: 'busy', afterMs: 0 },
    ],
    ["by a portal's own status", new Response('511', { status: 511 }), { is: 'not_ours' }],
    ['busy, from a proxy', new Response('503', { status: 503 }), { is: 'busy', afterMs: 0 }],
    ['fallen over', new Response('502', { status: 502 }), { is: 'server_error' }],
    ['not understood', json({ code: 'not_valid' }, 422), { is: 'rejected', code: 'not_valid' }],
    [
      'too late, and who was first',
      json({ code: 'taken', detail: 'Isla Reid' }, 409),
      { is: 'rejected', code: 'taken', detail: 'Isla Reid', errors: {} },
    ],
  ])('is told apart: %s', async (_, response, outcome) => {
    expect(await ask(answering(response).tab(), request)).toMatchObject(outcome);
  });

  test('that never comes is given up after 30 seconds', async () => {
    const world = new World();
    world.fetch = (_, { signal }) =>
      new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const asked = ask(world.tab(), request);
    await world.pass(30_000);
    expect(await asked).toEqual({ is: 'offline', timedOut: true });
  });

  test('is none without a network', async () => {
    expect(await ask(new World().tab(), request)).toEqual({ is: 'offline' });
  });
});

describe('a request', () => {
  test('says which build it comes from, which no other site can', async () => {
    const world = new World();
    let sent: RequestInit = {};
    world.fetch = async (_, init) => {
      sent = init;
      return json({});
    };
    await ask(world.tab(), request);
    expect(sent).toMatchObject({ body: '{"protocol":1}', headers: { 'Doorstep-Build': '1' } });
  });

  test('of more than 4 KB is packed where the browser can', async () => {
    const world = new World();
    const sent: RequestInit[] = [];
    world.fetch = async (_, init) => {
      sent.push(init);
      return json({});
    };
    const gzip = async (text: string) => new Uint8Array(Math.floor(text.length / 10));
    await ask({ ...world.tab(), gzip }, request);
    await ask({ ...world.tab(), gzip }, { ...request, body: 'x'.repeat(5000) });
    expect(sent[0]?.headers).not.toHaveProperty('Content-Encoding');
    expect(sent[1]?.headers).toHaveProperty('Content-Encoding', 'gzip');
    expect(sent[1]?.body).toHaveLength(500);
  });
});

test('a person signs in, is known again, and signs out', async () => {
  const world = new World();
  const server = new Server();
  world.fetch = server.fetch;
  expect(await openSession(world.tab(), MORAG.email, 'secret')).toMatchObject({ is: 'ok', body: MORAG });
  expect(await readSession(world.tab())).toMatchObject({ is: 'ok', body: MORAG });
  expect(await closeSession(world.tab())).toMatchObject({ is: 'ok' });
  server.person = null;
  expect(await readSession(world.tab())).toEqual({ is: 'sign_in' });
});

describe('a nudge', () => {
  test('is heard, also after the stream broke', async () => {
    const world = new World();
    let heard = 0;
    const stop = listen(world.tab(), { sync: () => heard++, alert: () => {} });
    world.streams[0]?.say('sync');
    world.streams[0]?.say('failed');
    await world.pass(45_000);
    world.streams[1]?.say('opened');
    expect(heard).toBe(2);
    world.streams[1]?.say('sync');
    expect(heard).toBe(3);
    stop();
    world.streams[1]?.say('sync');
    expect(heard).toBe(3);
  });

  test('is none that a stream fails, nor that the first one is open', async () => {
    const world = new World();
    let heard = 0;
    const stop = listen(world.tab(), { sync: () => heard++, alert: () => heard++ });
    world.streams[0]?.say('opened');
    for (let i = 0; i < 5; i++) {
      world.streams[i]?.say('failed');
      await world.pass(45_000);
    }
    expect([world.streams.length, heard]).toEqual([6, 0]);
    stop();
  });

  test('is heard again as soon as the network or the person is back', async () => {
    const world = new World();
    let heard = 0;
    const stop = listen(world.tab(), { sync: () => heard++, alert: () => {} });
    await world.happen('shown');
    expect(world.streams).toHaveLength(1);
    world.streams[0]?.say('failed');
    await world.happen('shown');
    expect(world.streams).toHaveLength(2);
    await world.happen('online');
    expect(world.streams.map((stream) => stream.closed)).toEqual([true, true, false]);
    world.streams[2]?.say('opened');
    expect(heard).toBe(1);
    stop();
    await world.happen('online');
    expect(world.streams).toHaveLength(3);
  });

  test('tells fetching and alerts apart, and both are asked for after a break', async () => {
    const world = new World();
    const heard: string[] = [];
    const stop = listen(world.tab(), { sync: () => heard.push('sync'), alert: () => heard.push('alert') });
    world.streams[0]?.say('alert');
    expect(heard).toEqual(['alert']);
    world.streams[0]?.say('failed');
    await world.happen('online');
    world.streams[1]?.say('opened');
    expect(heard).toEqual(['alert', 'sync', 'alert']);
    stop();
  });

  test('is done without where a browser has no streams', () => {
    const stop = listen({ ...new World().tab(), stream: () => null }, { sync: () => {}, alert: () => {} });
    expect(() => stop()).not.toThrow();
  });
});
