import { beforeEach, describe, expect, test } from 'vitest';
import { askBoard } from '#state/board';
import { leaving } from '#state/leaving';
import { restart } from './support/phone';
import { ALERT, BOARD, ISLA, newBoard, type WatchServer } from './support/watch';
import type { World } from './support/world';

let world: World;
let server: WatchServer;

beforeEach(async () => {
  ({ world, server } = await newBoard());
});

async function duty(part: Partial<typeof BOARD>): Promise<unknown> {
  server.board = { ...BOARD, ...part };
  await askBoard();
  return leaving.value.duty;
}

describe('who would be left alone by whoever leaves this browser', () => {
  test('is everybody where nobody else watches and nothing else of hers rings', async () => {
    expect(await duty({})).toEqual({ last: true, held: 0 });
    expect(await duty({ watching: [] })).toEqual({ last: true, held: 0 });
  });

  test('is nobody where another watches, or another browser of hers rings', async () => {
    const rab = { name: 'Rab', channels: ['push'] };
    expect(await duty({ watching: [...BOARD.watching, rab] })).toEqual({ last: false, held: 0 });
    expect(await duty({ me: { ...BOARD.me, endpoints: 1 } })).toEqual({ last: false, held: 0 });
  });

  test('is also whoever the alerts in her hands are about, but for drills', async () => {
    const owner = { account: ISLA.id, name: ISLA.name };
    const alerts = [
      { ...ALERT, owner },
      { ...ALERT, id: 'a2', drill: true, owner },
    ];
    expect(await duty({ alerts })).toEqual({ last: true, held: 1 });
  });

  test('is not asked of whoever is not on duty, and not known where the server has not said', async () => {
    expect(await duty({ me: { ...BOARD.me, on_duty: false } })).toBeNull();
    server.fault = () => new Response(null, { status: 500 });
    await restart(world);
    expect(leaving.value.duty).toBe('unknown');
  });
});
