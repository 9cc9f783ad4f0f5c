import { beforeEach, describe, expect, test } from 'vitest';
import { fetchTeamDevices, teamDevices } from '#state/devices';
import { acceptInvitation } from '#state/invitation';
import { phone, start } from '#state/session';
import { newPhone, offline } from './support/phone';
import { json, type Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

describe('the phones of the team', () => {
  const card = { id: 'd', user: 'u', user_name: 'Rab', name: 'Android', revoked: null, differences: 0 };

  test('are told with how long their oldest unsent entry has waited', async () => {
    expect(await fetchTeamDevices()).toBe(false);
    await start(world.tab());
    world.fetch = async () =>
      json({
        devices: [
          { ...card, unsent: 2, oldest_unsent: '2026-11-23T05:00:00.000Z' },
          { ...card, unsent: 0, oldest_unsent: null },
        ],
      });
    expect(await fetchTeamDevices()).toBe(true);
    expect(teamDevices.value?.devices.map(({ age }) => age)).toEqual(['amber', 'none']);
    world.fetch = offline;
    expect(await fetchTeamDevices()).toBe(false);
    expect(teamDevices.value?.devices).toHaveLength(2);
    await phone.value?.close();
    phone.value = null;
    expect(teamDevices.value).toBeNull();
  });
});

describe('an invitation', () => {
  test('is accepted once, and whoever is at work here sends nothing by the new cookie', async () => {
    await start(world.tab());
    world.fetch = async () => json({ person: { id: 'p', email: 'rab@demo.example' } });
    expect(await acceptInvitation('t', 'a long password', world.tab())).toEqual({
      ok: true,
      email: 'rab@demo.example',
    });
    world.fetch = async () => json({ code: 'spent' }, 422);
    expect(await acceptInvitation('t', 'a long password', world.tab())).toEqual({
      ok: false,
      reason: 'spent',
    });
    world.fetch = async () => new Response('', { status: 500 });
    expect(await acceptInvitation('t', 'a long password', world.tab())).toEqual({
      ok: false,
      reason: 'failed',
    });
    expect(server.applied).toEqual([]);
  });
});
