import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { callForHelp, helpFor, panic } from '#state/help';
import { closeLifelines, told } from '#state/lifelines';
import { clients, contactsOf, visitOf, visitsOf } from '#state/records';
import { running } from '#state/running';
import { person, signIn, signOut, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { type Visiting, visitingOf } from '#state/visiting';
import { planVisit, setPins, writeContact } from '#state/visits';
import { databaseOf, rememberPerson } from '#storage/people';
import { VERSION } from '#storage/schema';
import { closeApp, newPhone, offline, restart, withJean } from './support/phone';
import { json, MORAG, type Server } from './support/server';
import { START, settle, type World } from './support/world';

let world: World;
let server: Server;
let jean: string;

const MINUTE = 60_000;
const LAST_SIGNAL = `${databaseOf(MORAG)}:last-signal`;
const ALONE = { along: null, briefedAt: null, flagged: false };

beforeEach(async () => {
  ({ world, server } = await newPhone());
  server.now = () => world.clock + 1000;
  jean = await withJean(world);
});

const at = () => new Date(world.clock).toISOString();
const numbers = () => server.watch.heard.map(({ seq }) => seq);
const types = () => server.watch.heard.map(({ type }) => type);

async function visiting(id: string): Promise<Visiting> {
  await world.pass(0);
  const visit = visitOf(id);
  if (visit === undefined) throw new Error('no visit');
  return visitingOf(visit);
}

async function plan(): Promise<string> {
  const id = await planVisit(jean, { planned_at: at(), minutes: 45, place: '4 Niddrie Mains Terrace' });
  await syncNow();
  return id;
}

async function started(): Promise<string> {
  const id = await plan();
  await (await visiting(id)).start(ALONE);
  await world.pass(100);
  return id;
}

describe('starting a visit', () => {
  test('protects as soon as the server has said so, and says who is on duty', async () => {
    const id = await started();
    const { standing, worker } = await visiting(id);
    expect(worker).toBe('Morag Bell');
    expect(standing).toMatchObject({ face: 'armed', watching: [{ name: 'Mo Grant' }], engineOk: true });
    expect(server.watch.heard[0]).toMatchObject({ type: 'start', visit: id, minutes: 45, by: MORAG.id });
    expect(running.value).toMatchObject({ id, client: jean });
  });

  test('without a network does not, and is protected once there is one', async () => {
    const id = await plan();
    world.fetch = offline;
    await (await visiting(id)).start(ALONE);
    await world.pass(10 * MINUTE);
    expect((await visiting(id)).standing.face).toBe('not_protected');
    world.fetch = server.fetch;
    await world.pass(30_000);
    expect((await visiting(id)).standing.face).toBe('armed');
  });

  test('survives the app being killed before it was sent', async () => {
    const id = await plan();
    world.fetch = offline;
    await (await visiting(id)).start(ALONE);
    await restart(world);
    expect((await visiting(id)).standing.face).toBe('not_protected');
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(100);
    expect((await visiting(id)).standing.face).toBe('armed');
    expect(types()).toEqual(['start']);
  });

  test('says where the phone is afterwards, and waits for it with nothing', async () => {
    let tell: (where: { lat: number; lon: number; accuracy_m: number }) => void = () => {};
    world.locate = () => new Promise((resolve) => (tell = resolve));
    await started();
    expect(types()).toEqual(['start']);
    tell({ lat: 55.93, lon: -3.13, accuracy_m: 20 });
    await world.pass(100);
    expect(server.watch.heard.at(-1)).toMatchObject({ type: 'position', battery: 0.41 });
  });

  test('is tried after 1, 2, 4 seconds and so on, and every 30 at the most', async () => {
    const id = await plan();
    const tries: number[] = [];
    world.fetch = async (path) => {
      if (path === '/api/v1/signals') tries.push((world.clock - began) / 1000);
      throw new TypeError('no network');
    };
    const began = world.clock;
    await (await visiting(id)).start(ALONE);
    await world.pass(2 * MINUTE);
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
  });
});

describe('a signal', () => {
  test('goes out while a large sync is on its way, and is not held up by it', async () => {
    const id = await plan();
    server.fault = () => new Promise(() => {});
    void syncNow();
    await settle();
    await (await visiting(id)).start(ALONE);
    await world.pass(100);
    expect((await visiting(id)).standing.face).toBe('armed');
  });

  test('that the server cannot read stops no other', async () => {
    const id = await plan();
    server.watch.judge = ({ type }) => (type === 'check_in' ? 'unread' : null);
    world.fetch = offline;
    const visit = await visiting(id);
    await visit.start(ALONE);
    await visit.checkIn();
    await callForHelp();
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(100);
    expect(types()).toEqual(['start', 'panic']);
    expect(told.value.known.sent.filter(({ receipt }) => receipt === null)).toHaveLength(1);
  });

  test('that was received while the answer was lost is sent again, and counts once', async () => {
    const id = await plan();
    let lost = 0;
    world.fetch = async (path, init) => {
      const answer = await server.fetch(path, init);
      if (path === '/api/v1/signals' && lost++ === 0) throw new TypeError('broken off');
      return answer;
    };
    await (await visiting(id)).start(ALONE);
    await world.pass(2000);
    expect(server.watch.asked).toHaveLength(2);
    expect(types()).toEqual(['start']);
  });

  test('has a number of this device’s own sequence, across restarts', async () => {
    const id = await started();
    await (await visiting(id)).checkIn();
    await restart(world);
    await (await visiting(id)).extend(10);
    await world.pass(100);
    const [first = 0] = numbers();
    expect(numbers()).toEqual([first, first + 1, first + 2]);
  });

  describe('after the database was emptied while the app was closed', () => {
    async function emptied(): Promise<void> {
      await closeLifelines();
      await closeApp();
      world.indexedDB = new IDBFactory();
      await rememberPerson(world.tab(), MORAG);
      await start(world.tab());
      await syncNow();
    }

    /** She ends a visit whose start has the number 57, and of which `noted` is what the app has noted; gives both numbers. */
    async function finishedAfter(noted: string | null): Promise<number[]> {
      world.marked.set(LAST_SIGNAL, '56');
      world.clock = 0;
      const id = await started();
      if (noted === null) world.marked.delete(LAST_SIGNAL);
      else expect(world.marked.get(LAST_SIGNAL)).toBe(noted);
      world.clock = START;
      await emptied();
      await (await visiting(id)).finish('took_place', null);
      await world.pass(1000);
      expect(types()).toEqual(['start', 'finish']);
      return numbers();
    }

    test('has a higher number than the one before it', async () => {
      const [began = 0, ended = 0] = await finishedAfter('57');
      expect(began).toBe(57);
      expect(ended).toBeGreaterThan(began);
    });

    test('has a higher number also where nothing was noted, as by an older app', async () => {
      const [began = 0, ended = 0] = await finishedAfter(null);
      expect(began).toBe(57);
      expect(ended).toBeGreaterThan(began);
    });

    test('has a higher number also where the clock was set back', async () => {
      const id = await started();
      world.clock -= 3_600_000;
      await emptied();
      await (await visiting(id)).finish('took_place', null);
      await world.pass(1000);
      const [began = 0, ended = 0] = numbers();
      expect(ended).toBe(began + 1);
    });
  });
});

test('a signal that waits keeps its number when the database is emptied beneath the open page', async () => {
  const id = await plan();
  world.fetch = offline;
  await (await visiting(id)).start(ALONE);
  await world.empties(databaseOf(MORAG));
  await (await visiting(id)).checkIn();
  world.fetch = server.fetch;
  await world.pass(MINUTE);
  const started = server.watch.heard.find(({ type }) => type === 'start');
  const checked = server.watch.heard.find(({ type }) => type === 'check_in');
  expect(checked?.seq).toBeGreaterThan(started?.seq ?? Number.NaN);
});

describe('a server whose database went back in time', () => {
  test('is told of the visit again, and meanwhile nobody is called protected', async () => {
    const id = await started();
    await (await visiting(id)).extend(10);
    await world.pass(MINUTE);
    const before = [...server.watch.heard];
    server.watch.goBack();
    server.watch.judge = () => 'unread';
    await world.pass(MINUTE);
    expect((await visiting(id)).standing.face).toBe('not_protected');
    server.watch.judge = () => null;
    await world.pass(MINUTE);
    expect((await visiting(id)).standing.face).toBe('armed');
    expect(server.watch.heard).toEqual(before);
  });

  test('and that says so is told of a call for help again', async () => {
    await callForHelp();
    await world.pass(MINUTE);
    expect(types()).toEqual(['panic']);
    server.watch.goBack('second');
    await world.pass(MINUTE);
    expect(types()).toEqual(['panic']);
  });

  test('is not told again of what it knows, nor of what is over', async () => {
    const id = await started();
    await (await visiting(id)).finish('took_place', null);
    await world.pass(MINUTE);
    server.watch.goBack();
    await world.pass(3 * MINUTE);
    expect((await visiting(id)).standing.face).toBe('ended');
    expect(types()).toEqual([]);
  });
});

describe('finishing a visit', () => {
  test('writes the contact that it became, and ends only with the receipt', async () => {
    const id = await started();
    await world.pass(30 * MINUTE);
    world.fetch = offline;
    await (await visiting(id)).finish('took_place', null);
    await world.pass(1000);
    const { standing, visit } = await visiting(id);
    expect(standing.face).toBe('ending');
    expect(visit.data).toMatchObject({ state: 'done', outcome: 'took_place' });
    const [contact] = contactsOf(jean);
    expect(contact?.data).toMatchObject({
      way: 'meeting',
      place: 'home',
      outcome: 'took_place',
      minutes: 30,
    });
    expect(visit.data.contact).toBe(contact?.id);
    await restart(world);
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(1000);
    expect((await visiting(id)).standing.face).toBe('ended');
    expect([contactsOf(jean).length, running.value]).toEqual([1, null]);
  });

  test('tells the server though the disk has no room for the contact, which is asked for again', async () => {
    const id = await started();
    const original = IDBObjectStore.prototype.put;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'outbox') throw new DOMException('Full.', 'QuotaExceededError');
      return original.apply(this, args);
    });
    const finished = (await visiting(id)).finish('took_place', null);
    await finished.catch(() => undefined).finally(() => put.mockRestore());
    expect(status.value.problem).toMatch(/This phone is full/);
    await world.pass(1000);
    expect(types()).toContain('finish');
    const { standing, visit } = await visiting(id);
    expect([standing.face, visit.data.state]).toEqual(['ended', 'planned']);
    await writeContact(visit, 'took_place', standing.started);
    expect(contactsOf(jean)).toHaveLength(1);
  });

  test('with a wrong PIN asks again, and writes the contact only once', async () => {
    server.watch.pinSet = true;
    const id = await started();
    await (await visiting(id)).finish('took_place', 'wrong');
    await world.pass(1000);
    expect((await visiting(id)).standing).toMatchObject({ face: 'armed', refusal: 'pin_wrong' });
    await (await visiting(id)).finish('took_place', '2580');
    await world.pass(1000);
    expect((await visiting(id)).standing.face).toBe('ended');
    expect(contactsOf(jean)).toHaveLength(1);
  });

  test('sends the digits sealed, together with the signal that they belong to', async () => {
    const id = await started();
    await (await visiting(id)).finish('took_place', '2580');
    await world.pass(1000);
    const { pin = '', id: signal } = server.watch.heard.at(-1) ?? { id: '' };
    expect(atob(pin)).toBe(`sealed ${JSON.stringify({ pin: '2580', signal })}`);
    expect(pin).not.toContain('2580');
  });
});

describe('more time', () => {
  test('moves the end only once the server has confirmed it', async () => {
    const id = await started();
    const { due } = (await visiting(id)).standing;
    world.fetch = offline;
    await (await visiting(id)).extend(20);
    expect((await visiting(id)).standing).toMatchObject({ due, unconfirmedMinutes: 20 });
    world.fetch = server.fetch;
    await world.happen('online');
    await world.pass(100);
    const later = new Date(Date.parse(due ?? '') + 20 * MINUTE).toISOString();
    expect((await visiting(id)).standing).toMatchObject({ due: later, unconfirmedMinutes: 0 });
  });
});

describe('help', () => {
  test('is called with no visit at all, and says when the server has it', async () => {
    await callForHelp();
    expect(panic.value).toMatchObject({ received: null });
    server.watch.alert = {
      id: 'a',
      kind: 'panic',
      state: 'open',
      opened: at(),
      told_at: at(),
      nobody_told: false,
      owner: null,
    };
    await world.pass(1000);
    expect(panic.value).toMatchObject({ received: expect.any(String), alert: { kind: 'panic' } });
    server.watch.alert = null;
    await world.pass(30_000);
    expect(panic.value).toBeNull();
  });

  test('is called without a network: it says that it was not sent, and keeps trying', async () => {
    world.fetch = offline;
    await callForHelp();
    await world.pass(10 * MINUTE);
    expect(panic.value).toMatchObject({ received: null });
    world.fetch = server.fetch;
    await world.pass(30_000);
    expect(types()).toEqual(['panic']);
  });

  test('is called on a disk that takes nothing: it goes out, and says when the server has it', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    world.fetch = offline;
    await callForHelp();
    await world.pass(1000);
    expect(panic.value).toMatchObject({ received: null });
    world.fetch = server.fetch;
    await world.pass(30_000);
    put.mockRestore();
    expect(types()).toEqual(['panic']);
    expect(panic.value).toMatchObject({ received: expect.any(String) });
  });

  test('that the disk did not take is kept as soon as there is room', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    world.fetch = offline;
    await callForHelp();
    put.mockRestore();
    await world.pass(10_000);
    await restart(world);
    expect(panic.value).toMatchObject({ received: null });
    world.fetch = server.fetch;
    await world.pass(1000);
    expect(types()).toEqual(['panic']);
  });

  test('is not lost with a database that is emptied beneath the open page', async () => {
    await world.pass(MINUTE);
    world.fetch = offline;
    await callForHelp();
    await world.empties(databaseOf(MORAG));
    await world.pass(10_000);
    expect(panic.value).toMatchObject({ received: null });
    world.fetch = server.fetch;
    await world.pass(60_000);
    expect(types()).toContain('panic');
  });

  test('goes out where a newer version has the disk', async () => {
    await world.pass(MINUTE);
    await new Promise((resolve) => {
      const newer = world.indexedDB.open(databaseOf(MORAG), VERSION + 1);
      newer.onsuccess = () => resolve(newer.result.close());
    });
    await callForHelp();
    await world.pass(1000);
    expect(types()).toEqual(['panic']);
    expect(panic.value).toMatchObject({ received: expect.any(String) });
  });

  test('is called from the sign-in screen as whoever worked here last, by the phone’s own token', async () => {
    await signOut();
    server.person = null;
    await settle();
    expect([person.value, helpFor.value?.name]).toEqual([null, 'Morag Bell']);
    await callForHelp();
    await world.pass(1000);
    expect(server.watch.heard).toMatchObject([{ type: 'panic', by: MORAG.id }]);
  });

  test('that somebody called is still sent as theirs when another signs in', async () => {
    world.fetch = offline;
    await callForHelp();
    world.fetch = server.fetch;
    server.person = { ...MORAG, id: '0197a0b0-0000-7000-8000-00000000000b', name: 'Rab' };
    await signIn('rab@demo.example', 'right');
    await world.pass(1000);
    expect(server.watch.heard).toMatchObject([{ type: 'panic', by: MORAG.id }]);
    expect(helpFor.value?.name).toBe('Rab');
    expect(panic.value).toBeNull();
  });

  test('goes out under an expired session all the same', async () => {
    server.person = null;
    await callForHelp();
    await world.pass(1000);
    expect(types()).toEqual(['panic']);
  });
});

test('both PINs are sealed on the phone, and neither is kept on it', async () => {
  expect(await setPins('2580', '1379')).toBe('set');
  expect(JSON.stringify(server.watch.pins)).not.toMatch(/2580|1379/);
  world.fetch = async () => json({ code: 'not_valid' }, 422);
  expect(await setPins('2580', '1379')).toBe('refused');
  world.fetch = async () => json({ code: 'closed' }, 409);
  expect(await setPins('2580', '1379')).toBe('out');
  world.fetch = offline;
  expect(await setPins('2580', '1379')).toBe('unreached');
});

test('a visit on one tab is shown in the other', async () => {
  const id = await started();
  expect(clients.value).toHaveLength(1);
  expect(visitsOf(jean).map((visit) => visit.id)).toEqual([id]);
  await start(world.tab());
  expect((await visiting(id)).standing.face).toBe('armed');
});

describe('a visit that another phone of hers began', () => {
  const elsewhere = () => {
    const due = new Date(world.clock + 40 * MINUTE).toISOString();
    server.watch.move('elsewhere', { state: 'armed', due, alert_at: due });
  };

  test('is shown within a minute while the app is in view, though this phone has no record of it', async () => {
    await world.pass(MINUTE);
    elsewhere();
    await world.pass(MINUTE);
    expect(running.value).toMatchObject({ id: 'elsewhere', client: null, standing: { face: 'armed' } });
  });

  test('is not asked for in a pocket, and shown when the app is opened', async () => {
    await world.happen('hidden');
    await world.pass(2 * MINUTE);
    elsewhere();
    await world.pass(10 * MINUTE);
    expect(running.value).toBeNull();
    await world.happen('shown');
    await world.pass(100);
    expect(running.value).toMatchObject({ id: 'elsewhere' });
  });
});
