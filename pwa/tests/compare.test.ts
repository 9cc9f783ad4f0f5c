import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Holding, summarise } from '#domain/compare';
import { addNote } from '#state/actions';
import { compareNow, comparing, lastCompared } from '#state/comparing';
import { keepDraft } from '#state/drafts';
import { clientOf, clients, notesOf } from '#state/records';
import { phone, start } from '#state/session';
import { status, syncNow } from '#state/status';
import { newPhone, offline, restart, withJean } from './support/phone';
import { json, RAB, type Server } from './support/server';
import type { World } from './support/world';

const DAY = 24 * 3_600_000;
const vectors = JSON.parse(readFileSync('../sync/vectors/compare.json', 'utf8')) as {
  cases: { held: Holding[]; count: number; hash: string }[];
};

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  server.now = () => world.clock;
});

test.each(vectors.cases)(
  'counts and marks records as the server does: $hash',
  async ({ held, count, hash }) => {
    const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
    expect(await summarise(sha256, held)).toEqual({ count, hash });
  },
);

test('before anybody is at work nothing is compared', async () => {
  expect([await compareNow(), comparing.value, lastCompared.value]).toEqual([false, false, null]);
});

describe('a comparison', () => {
  test('of a phone that is right finds nothing, and sends nothing but counts', async () => {
    const jean = await withJean(world);
    expect(await compareNow()).toBe(true);
    expect(lastCompared.value).toEqual({ at: '2026-11-23T10:00:00.000Z', differed: 0, restored: false });
    expect(Object.keys(server.compared[0]?.held ?? {})).toEqual([jean]);
  });

  test('puts right what is old, missing, too much or of somebody who is not hers, and says how much', async () => {
    const jean = await withJean(world);
    for (const id of ['n1', 'n2']) server.write({ id, kind: 'note', client: jean, data: { text: id } });
    server.write({ id: 'rab', kind: 'client', data: { known_as: 'Rab' } });
    await syncNow();
    server.spoil('n1', null);
    server.spoil('n2', { version: 7, data: { text: 'Newer.' } });
    server.spoil('rab', null);
    server.judge = () => ({ status: 'held' });
    await addNote('rab', { text: 'About Rab.' });
    await syncNow();
    await compareNow();
    expect(phone.value?.shelf.outbox.value.map((entry) => entry.state)).toEqual(['held']);
    expect(notesOf(jean).map((note) => note.data.text)).toEqual(['Newer.']);
    expect(clients.value.map((client) => client.id)).toEqual([jean]);
    expect(lastCompared.value?.differed).toBe(2);
    await restart(world);
    expect(notesOf(jean).map((note) => note.data.text)).toEqual(['Newer.']);
    expect(lastCompared.value?.differed).toBe(2);
  });

  test('is not made with the records of whoever has signed in on this browser meanwhile', async () => {
    const jean = await withJean(world);
    await compareNow();
    server.answered = () => {
      server.person = RAB;
    };
    server.spoil(jean, null);
    expect(await compareNow()).toBe(false);
    expect(clients.value.map((client) => client.id)).toEqual([jean]);
    expect(server.compared).toHaveLength(1);
  });

  test('leaves alone what was written here and not sent, and what is being typed', async () => {
    const jean = await withJean(world);
    server.judge = () => ({ status: 'refused', errors: { text: ['No.'] } });
    await addNote(jean, { text: 'Mine.' });
    await syncNow();
    keepDraft('k', 'note', jean, { text: 'Typing.' });
    server.spoil(jean, { version: 9 });
    await compareNow();
    expect(clientOf(jean)?.version).toBe(9);
    expect(notesOf(jean)).toMatchObject([{ standing: 'needs_attention', data: { text: 'Mine.' } }]);
    expect(phone.value?.drafts.all.value ?? []).toBeDefined();
    await phone.value?.drafts.flush();
    expect(phone.value?.drafts.all.value).toHaveLength(1);
  });

  test('of a client that is being handed over brings nothing, and takes what the server never had', async () => {
    const jean = await withJean(world);
    server.write({ id: 'kept', kind: 'note', client: jean, data: { text: 'Kept.' } });
    server.write({ id: 'lost', kind: 'note', client: jean, data: { text: 'Lost.' } });
    await syncNow();
    server.draining = [jean];
    server.spoil('lost', null);
    server.spoil('kept', { version: 7, data: { text: 'Newer.' } });
    await compareNow();
    expect(notesOf(jean).map((note) => note.data.text)).toEqual(['Kept.']);
    expect(clients.value.map((client) => client.id)).toEqual([jean]);
  });

  test('goes on until nothing differs any more, however little comes at a time', async () => {
    const jean = await withJean(world);
    for (const who of ['a', 'b', 'c']) {
      for (let i = 0; i < 600; i++) {
        const client = who === 'a' ? jean : who;
        server.write({ id: `${who}${i}`, kind: 'note', client, data: { text: `${i}` } });
      }
    }
    await syncNow();
    for (const who of ['a', 'b', 'c']) server.spoil(`${who}5`, { version: 3 });
    await compareNow();
    expect(server.compared).toHaveLength(3);
    expect(lastCompared.value?.differed).toBe(3);
  });

  test('that was asked for while offline is made when there is a network again', async () => {
    await withJean(world);
    world.fetch = offline;
    expect(await compareNow()).toBe(false);
    world.fetch = server.fetch;
    await syncNow();
    expect(lastCompared.value?.differed).toBe(0);
  });

  test('is made once a week by itself', async () => {
    await withJean(world);
    const made: number[] = [];
    for (const days of [6, 1, 6, 1]) {
      world.clock += days * DAY;
      await syncNow();
      made.push(server.compared.length);
    }
    expect(made).toEqual([0, 1, 1, 2]);
  });
});

describe('when the server was set back to a backup', () => {
  test('the phone compares everything, takes what was lost back to it, and reads on', async () => {
    const jean = await withJean(world);
    const restore = server.backup();
    server.write({ id: 'theirs', kind: 'note', client: jean, data: { text: 'Lost for good.' } });
    await addNote(jean, { text: 'Mine.' });
    await syncNow();
    restore();
    server.write({ id: 'new', kind: 'note', client: jean, data: { text: 'After.' } });
    await syncNow();
    expect(
      notesOf(jean)
        .map((note) => note.data.text)
        .sort(),
    ).toEqual(['After.', 'Mine.']);
    expect(lastCompared.value).toMatchObject({ differed: 1, restored: true });
    server.write({ id: 'newer', kind: 'note', client: jean, data: { text: 'Later.' } });
    await syncNow();
    expect(notesOf(jean)).toHaveLength(3);
    expect(status.value).toMatchObject({ unsent: 0, problem: null });
  });

  test('and cannot make up its mind, the phone does not compare for ever', async () => {
    await withJean(world);
    server.backup()();
    const { fetch } = server;
    world.fetch = async (path, init) => {
      const answer = await fetch(path, init);
      if (path !== '/api/v1/sync') return answer;
      return json({ ...(await answer.json()), compare: true });
    };
    await syncNow();
    expect(server.compared).toHaveLength(1);
    expect(status.value.problem).toMatch(/did not understand/);
  });
});

test('a phone that is opened for nobody compares nothing', async () => {
  await start(world.tab());
  expect(comparing.value).toBe(false);
});
