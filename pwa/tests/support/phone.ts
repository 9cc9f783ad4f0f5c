import type { Client } from '#domain/kinds';
import { addClient } from '#state/actions';
import { phone, start } from '#state/session';
import { syncNow } from '#state/status';
import { rememberPerson } from '#storage/people';
import { MORAG, Server } from './server';
import { World } from './world';

export const JEAN: Client = { known_as: 'Jean', gp: 'Dr Low' };
export const offline = () => Promise.reject(new TypeError('no network'));

/** Morag's phone, on which she was last at work, and a server within reach. The app is closed. */
export async function newPhone(): Promise<{ world: World; server: Server }> {
  await closeApp();
  const world = new World();
  const server = new Server();
  world.fetch = server.fetch;
  await rememberPerson(world.tab(), MORAG);
  return { world, server };
}

export async function closeApp(): Promise<void> {
  await phone.value?.close();
  phone.value = null;
}

/** The app is closed, by whatever, and opened again. */
export async function restart(world: World): Promise<void> {
  await closeApp();
  await start(world.tab());
}

/** Opens the app, with Jean on the phone and on the server; gives her id. */
export async function withJean(world: World): Promise<string> {
  await start(world.tab());
  const jean = await addClient(JEAN);
  await syncNow();
  return jean;
}

/** A phone as `newPhone` gives it, opened, with Jean on it and on the server. */
export async function phoneWithJean(): Promise<{ world: World; server: Server; jean: string }> {
  const { world, server } = await newPhone();
  return { world, server, jean: await withJean(world) };
}
