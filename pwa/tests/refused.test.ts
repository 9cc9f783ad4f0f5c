import { beforeEach, describe, expect, test } from 'vitest';
import { addClient, addNote, changeClient, mendNote, mendRecord, settleConflict } from '#state/actions';
import { drafts, finishDraft, keepDraft } from '#state/drafts';
import { clientOf, conflicts, notesOf } from '#state/records';
import { start } from '#state/session';
import { status, syncNow } from '#state/status';
import { databaseOf } from '#storage/people';
import { JEAN, newPhone, restart, withJean } from './support/phone';
import { type Asked, MORAG, type Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

describe('a refused change', () => {
  test('is shown with its reason and can be mended', async () => {
    server.judge = (change) =>
      String(change.set?.gp).length > 200
        ? { status: 'refused', errors: { gp: ['Longer than 200 characters.'] } }
        : null;
    const jean = await withJean(world);
    const shown = clientOf(jean)?.data ?? {};
    await changeClient(jean, { gp: 'x'.repeat(201), phone: '0131' }, shown);
    await syncNow();
    expect(clientOf(jean)).toMatchObject({
      standing: 'needs_attention',
      errors: { gp: ['Longer than 200 characters.'] },
    });
    expect(status.value).toMatchObject({ needsAttention: 1, unsent: 0 });
    server.write({ id: jean, kind: 'client', data: { known_as: 'Jean', gp: 'Dr New' } });
    await syncNow();
    await changeClient(jean, { gp: 'Dr High' }, { gp: 'x'.repeat(201) });
    await syncNow();
    expect(server.applied.at(-1)).toMatchObject({
      set: { gp: 'Dr High', phone: '0131' },
      // Her own refused text hid 'Dr New': she has not seen it, and the server is told so.
      was: { gp: 'Dr Low', phone: null },
    });
    expect(clientOf(jean)).toMatchObject({ standing: 'received', errors: null });
  });

  test('that is mended says of the fields beside it what their form showed, not what came since', async () => {
    server.judge = (change) => (change.set?.gp === 'bad' ? { status: 'refused' } : null);
    const jean = await withJean(world);
    await changeClient(jean, { gp: 'bad' }, JEAN);
    await syncNow();
    const shown = clientOf(jean)?.data ?? {};
    server.write({ id: jean, kind: 'client', data: { ...JEAN, phone: '0131 theirs' } });
    await syncNow();
    await changeClient(jean, { gp: 'Dr High', phone: '0131 mine' }, shown);
    await syncNow();
    expect(server.applied.at(-1)).toMatchObject({
      set: { gp: 'Dr High', phone: '0131 mine' },
      // Her form was open when '0131 theirs' came: she has not seen it.
      was: { gp: 'Dr Low', phone: null },
    });
  });

  test('that began a client takes along what was refused for want of that client', async () => {
    server.judge = (change) =>
      change.kind === 'client' && change.set?.known_as === 'x'
        ? { status: 'refused', errors: { known_as: ['No.'] } }
        : change.kind === 'note' && server.find(change.client ?? '') === undefined
          ? { status: 'refused', errors: { client: ['Not there.'] } }
          : null;
    await start(world.tab());
    const jean = await addClient({ known_as: 'x' });
    await addNote(jean, { text: 'A note.' });
    await syncNow();
    expect(status.value.needsAttention).toBe(2);
    await mendRecord('client', jean, { known_as: 'Jean' });
    await syncNow();
    expect(server.applied.map((change) => change.kind)).toEqual(['client', 'note']);
    expect(status.value).toMatchObject({ needsAttention: 0, unsent: 0 });
  });

  test('that was taken back is simply gone', async () => {
    server.judge = (change) => (change.set?.gp === 'bad' ? { status: 'refused' } : null);
    const jean = await withJean(world);
    await changeClient(jean, { gp: 'bad' }, JEAN);
    await syncNow();
    await changeClient(jean, { gp: 'Dr Low' }, { gp: 'bad' });
    expect(clientOf(jean)).toMatchObject({ standing: 'received', data: { gp: 'Dr Low' } });
    await mendRecord('client', jean);
  });

  test('that was set aside is tried again when the person asks', async () => {
    const jean = await withJean(world);
    server.fault = ({ changes }) => (changes.length > 0 ? new Response('500', { status: 500 }) : null);
    await addNote(jean, { text: 'Poison.' });
    await syncNow();
    expect(notesOf(jean)[0]).toMatchObject({ standing: 'needs_attention' });
    server.fault = () => null;
    await syncNow();
    expect(notesOf(jean)[0]?.standing).toBe('received');
  });
});

test('what was too large for one network is tried again on the next', async () => {
  const jean = await withJean(world);
  server.fault = ({ changes }) => (changes.length > 0 ? new Response('413', { status: 413 }) : null);
  await addNote(jean, { text: 'A long story.' });
  await syncNow();
  expect(notesOf(jean)[0]?.standing).toBe('needs_attention');
  server.fault = () => null;
  await world.happen('online');
  await world.pass(0);
  expect(notesOf(jean)[0]?.standing).toBe('received');
});

test('what was set aside is tried again also while its writer is signed out', async () => {
  const jean = await withJean(world);
  server.fault = ({ changes }) => (changes.length > 0 ? new Response('413', { status: 413 }) : null);
  server.person = null;
  await addNote(jean, { text: 'A long story.' });
  await syncNow();
  expect(status.value.needsAttention).toBe(1);
  server.fault = () => null;
  await syncNow();
  expect(server.applied.at(-1)?.set).toEqual({ text: 'A long story.' });
  expect(status.value).toMatchObject({ needsAttention: 0, handsIn: true });
});

test('a change that is taken back leaves the number of the last one noted', async () => {
  const jean = await withJean(world);
  server.judge = () => ({ status: 'refused', errors: { gp: ['No.'] } });
  await changeClient(jean, { gp: 'Dr New' }, { gp: 'Dr Low' });
  await syncNow();
  const noted = () => JSON.parse(world.marked.get(databaseOf(MORAG)) ?? '{}');
  expect(noted()).toMatchObject({ seq: 2, unsent: 1 });
  await mendRecord('client', jean, { gp: 'Dr Low' });
  expect(noted()).toMatchObject({ seq: 2, unsent: 0 });
});

describe('what was typed to mend a note, while', () => {
  const poison = ({ changes }: Asked) =>
    changes.some((change) => change.kind === 'note') ? new Response('500', { status: 500 }) : null;
  const mend = (note: string, text: string) =>
    finishDraft('mend', () => mendNote(note, { ...notesOf(jean).find(({ id }) => id === note)?.data, text }));
  const texts = () => server.applied.filter(({ kind }) => kind === 'note').map(({ set }) => set);
  let jean: string;
  let note: string;

  beforeEach(async () => {
    jean = await withJean(world);
    server.fault = poison;
    note = await addNote(jean, { text: 'She fell.', source: 'Her son' });
    await syncNow();
    expect(notesOf(jean)[0]?.standing).toBe('needs_attention');
    keepDraft('mend', 'note', jean, { text: 'She fell twice.' });
  });

  test('it was set aside goes in the place of what was first written', async () => {
    server.fault = () => null;
    expect(await mend(note, 'She fell twice.')).toBe(note);
    await syncNow();
    expect(texts()).toEqual([{ text: 'She fell twice.', source: 'Her son' }]);
  });

  test('the app sent it again of itself is added to it, and not lost', async () => {
    server.fault = () => null;
    await restart(world);
    await syncNow();
    expect(notesOf(jean)[0]?.standing).toBe('received');
    const added = await mend(note, 'She fell twice.');
    expect(drafts.value).toEqual([]);
    await syncNow();
    expect(added).not.toBe(note);
    expect(texts().at(-1)).toEqual({ text: 'She fell twice.', source: 'Her son', addendum_to: note });
    expect(notesOf(jean).map(({ standing }) => standing)).toEqual(['received', 'received']);
  });

  test('the server had it all along is added to it, and nothing is left to mend', async () => {
    server.write({ id: note, kind: 'note', client: jean, data: { text: 'She fell.', source: 'Her son' } });
    await syncNow();
    server.fault = () => null;
    await mend(note, 'She fell twice.');
    await syncNow();
    expect(texts()).toEqual([{ text: 'She fell twice.', source: 'Her son', addendum_to: note }]);
    expect(status.value).toMatchObject({ needsAttention: 0, unsent: 0 });
  });

  test('it was sent as it stood, and nothing new was typed, adds nothing', async () => {
    server.fault = () => null;
    await syncNow();
    expect(await mend(note, 'She fell.')).toBe(note);
    await syncNow();
    expect(texts()).toHaveLength(1);
  });
});

describe('a conflict', () => {
  test('marks the record until it is settled', async () => {
    const jean = await withJean(world);
    const made = { of_kind: 'client', of_record: jean, field: 'gp', kept: 'Dr New', offered: 'Dr High' };
    server.write({ id: 'conflict', kind: 'conflict', client: jean, data: made });
    await syncNow();
    expect(clientOf(jean)?.standing).toBe('in_conflict');
    await settleConflict('conflict', 'other', 'Dr Third');
    expect(conflicts.value[0]?.data).toMatchObject({ choice: 'other', value: 'Dr Third' });
    expect(clientOf(jean)?.standing).toBe('received');
    await syncNow();
    expect(server.applied.at(-1)).toMatchObject({
      set: { choice: 'other', value: 'Dr Third' },
      was: { choice: null, value: null },
    });
  });

  test('settled by one of its two values says only which', async () => {
    const jean = await withJean(world);
    server.write({ id: 'conflict', kind: 'conflict', client: jean, data: { of_record: jean } });
    await syncNow();
    await settleConflict('conflict', 'kept');
    await syncNow();
    expect(server.applied.at(-1)?.set).toEqual({ choice: 'kept' });
  });
});
