import { beforeEach, describe, expect, test } from 'vitest';
import { askRota, goOffDuty, goOnDuty, rota, rotaTime, trySound } from '#state/duty';
import { json } from './support/server';
import { minute, newBoard, type WatchServer } from './support/watch';
import type { FakeSound, World } from './support/world';

let world: World;
let server: WatchServer;

const DUTY = {
  id: 'd1',
  account: 'isla',
  name: 'Isla Reid',
  post: 'monitor',
  begins: minute(0),
  ends: minute(60),
};

beforeEach(async () => {
  ({ world, server } = await newBoard());
  server.answers.set('GET /duty', () => json({ now: minute(0), duties: [DUTY], people: [] }));
  for (const what of ['POST /duty', 'DELETE /duty/d1', 'POST /duty/test'])
    server.answers.set(what, () => json({}));
});

describe('duty', () => {
  test('is known once the server has said who is on it', async () => {
    server.fault = () => json({}, 500);
    expect(await askRota()).toBe(false);
    expect(rota.value).toBeNull();
    server.fault = null;
    expect(await askRota()).toBe(true);
    expect(rota.value?.duties.map(({ name }) => name)).toEqual(['Isla Reid']);
  });

  test("is judged by the server's clock, and no earlier than its last answer", async () => {
    const page = new Date(world.clock);
    server.answers.set('GET /duty', () => json({ now: minute(7), duties: [DUTY], people: [] }));
    await askRota();
    const ahead = Date.parse(minute(7)) - world.clock;
    expect(rotaTime(new Date(page.getTime() + 60_000))).toBe(page.getTime() + 60_000 + ahead);
    expect(rotaTime(new Date(page.getTime() - 15_000))).toBe(Date.parse(minute(7)));
  });

  test('begins and ends on the server, and the board is asked anew', async () => {
    const looks = server.looks;
    const until = { account: null, post: 'monitor', begins: null, ends: minute(480) } as const;
    expect(await goOnDuty(until)).toEqual({ ok: true });
    expect(server.sent).toContainEqual(until);
    expect(await goOffDuty('d1')).toEqual({ ok: true });
    expect(server.asked).toContain('DELETE /duty/d1');
    expect(server.looks).toBeGreaterThan(looks);
    server.answers.set('POST /duty', () => json({ errors: { ends: ['Is past.'] } }, 422));
    expect(await goOnDuty(until)).toEqual({ ok: false, reason: 'wrong', errors: { ends: ['Is past.'] } });
  });

  test('the server learns that the siren was heard only when the browser let it', async () => {
    expect(await trySound()).toBe(false);
    expect(server.asked).not.toContain('POST /duty/test');
    (world.sound as FakeSound).touched = true;
    expect(await trySound()).toBe(true);
    expect(server.sent).toContainEqual({ sound: true });
  });
});
