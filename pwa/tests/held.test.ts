import { beforeEach, describe, expect, test } from 'vitest';
import { addNote, changeClient } from '#state/actions';
import { caseloadOf, workers } from '#state/handover';
import { checkDecision, decideHeld, decisions, heldTray, putAway, waitingForDecision } from '#state/held';
import { peopleOnThisPhone } from '#state/people';
import { clientOf, clients, notesOf } from '#state/records';
import { exportChange, exportUnsent, parkedItems } from '#state/refusals';
import { safeToHandOver } from '#state/safe-to-hand-over';
import { putAwayStorageLoss, secondCopy, status, storageLoss, syncNow } from '#state/status';
import { closeApp, JEAN, newPhone, restart, withJean } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
});

/** Somebody decides about what the phone sent last. */
function decide(decision: string, reason?: string): void {
  const change = server.asked.flatMap((asked) => asked.changes).at(-1)?.id;
  server.write({
    id: 'd1',
    kind: 'decision',
    client: null,
    data: { change, of_kind: 'note', decision, decided_name: 'Fiona', ...(reason ? { reason } : {}) },
  });
}

describe('a held change', () => {
  let jean: string;
  beforeEach(async () => {
    jean = await withJean(world);
    server.judge = () => ({ status: 'held' });
  });

  test('waits for a person, and is neither unsent nor in need of its writer', async () => {
    await changeClient(jean, { gp: 'Dr High' }, JEAN);
    await syncNow();
    expect(clientOf(jean)).toMatchObject({ standing: 'held', data: { gp: 'Dr High' } });
    expect(waitingForDecision.value).toMatchObject([{ record: jean, set: { gp: 'Dr High' } }]);
    expect(status.value).toMatchObject({ unsent: 0, needsAttention: 0 });
  });

  test('keeps only its own words when the client is to be forgotten', async () => {
    await changeClient(jean, { gp: 'Dr High' }, JEAN);
    server.forget = [jean];
    await syncNow();
    await restart(world);
    expect(clients.value).toEqual([]);
    expect(waitingForDecision.value.map(({ set, was }) => ({ set, was }))).toEqual([
      { set: { gp: 'Dr High' }, was: undefined },
    ]);
  });

  test('that was accepted is told, and shown no more as waiting', async () => {
    await changeClient(jean, { gp: 'Dr High' }, JEAN);
    await syncNow();
    decide('accepted');
    await syncNow();
    expect(clientOf(jean)).toMatchObject({ standing: 'received', data: { gp: 'Dr Low' } });
    expect(waitingForDecision.value).toEqual([]);
    expect(decisions.value).toMatchObject([{ id: 'd1', decision: 'accepted', change: { record: jean } }]);
  });

  test('that was declined stays with the reason and its text until its writer has put it away', async () => {
    await addNote(jean, { text: 'At her sister’s.' });
    await syncNow();
    expect(notesOf(jean)).toMatchObject([{ standing: 'held' }]);
    decide('declined', 'Not hers any more.');
    await syncNow();
    await restart(world);
    expect(notesOf(jean)).toEqual([]);
    expect(decisions.value).toMatchObject([
      {
        decision: 'declined',
        reason: 'Not hers any more.',
        decidedName: 'Fiona',
        change: { set: { text: 'At her sister’s.' } },
      },
    ]);
    await putAway('d1');
    expect(decisions.value).toEqual([]);
    await restart(world);
    expect([decisions.value, waitingForDecision.value]).toEqual([[], []]);
  });

  test('about which a decision is taken back waits again', async () => {
    await addNote(jean, { text: 'A note.' });
    await syncNow();
    decide('declined', 'No.');
    await syncNow();
    server.forget = ['d1'];
    server.spoil('d1', null);
    await syncNow();
    expect(notesOf(jean)).toMatchObject([{ standing: 'held' }]);
    expect(waitingForDecision.value).toHaveLength(1);
  });
});

describe('the tray of a supervisor', () => {
  const made = { change: 'c', of_kind: 'note', values: { text: 'A note.' }, written_name: 'Rab' };

  test('has what waits, the longest first, and what was decided', async () => {
    await withJean(world);
    for (const [id, day] of [
      ['h1', '20'],
      ['h2', '22'],
      ['h3', '21'],
    ] as const) {
      const data = { ...made, written_at: `2026-11-${day}T09:00:00.000Z` };
      server.write({ id, kind: 'held', client: null, data });
    }
    await syncNow();
    expect(heldTray.value.open.map(({ id }) => id)).toEqual(['h1', 'h3', 'h2']);
    await decideHeld('h3', 'accepted');
    await decideHeld('h2', 'declined', ' Written twice. ');
    expect(heldTray.value.open.map(({ id }) => id)).toEqual(['h1']);
    await syncNow();
    expect(heldTray.value.decided.map(({ id, data }) => [id, data.decision, data.reason])).toEqual([
      ['h2', 'declined', 'Written twice.'],
      ['h3', 'accepted', undefined],
    ]);
    expect(server.applied.at(-1)).toMatchObject({
      kind: 'held',
      set: { decision: 'declined', reason: 'Written twice.' },
      was: { decision: null, reason: null },
    });
  });

  test('asks for a reason when something is declined', () => {
    expect(checkDecision('declined', ' ')).toEqual({ reason: ['Say why, for the one who wrote it.'] });
    expect([checkDecision('declined', 'Twice.'), checkDecision('accepted', '')]).toEqual([{}, {}]);
  });
});

test('before anybody is at work nothing is held, decided or exported', async () => {
  await closeApp();
  expect([heldTray.value, waitingForDecision.value, decisions.value, parkedItems.value]).toEqual([
    { open: [], decided: [] },
    [],
    [],
    [],
  ]);
  expect([peopleOnThisPhone.value, safeToHandOver.value.safe, workers.value]).toEqual([[], false, []]);
  expect([caseloadOf('jean'), secondCopy.value, storageLoss.value]).toEqual([[], 'absent', null]);
  await Promise.all([putAway('d'), putAwayStorageLoss()]);
  exportUnsent();
  exportChange('c');
  expect(world.downloads.size).toBe(0);
});

test('a decision about something that was written elsewhere is told all the same', async () => {
  await withJean(world);
  server.write({
    id: 'd2',
    kind: 'decision',
    client: null,
    data: { change: 'elsewhere', decision: 'declined' },
  });
  await syncNow();
  expect(decisions.value).toMatchObject([
    { decision: 'declined', reason: null, ofKind: null, decidedName: null, change: null },
  ]);
  await putAway('d2');
  expect(decisions.value).toEqual([]);
});
