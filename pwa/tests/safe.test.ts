import { beforeEach, describe, expect, test } from 'vitest';
import { addClient, addNote } from '#state/actions';
import { compareNow } from '#state/comparing';
import { dropDraft, keepDraft } from '#state/drafts';
import { exportChange, exportUnsent, parkedItems } from '#state/refusals';
import { safeToHandOver } from '#state/safe-to-hand-over';
import { phone, start } from '#state/session';
import { syncNow } from '#state/status';
import { newPhone, offline, withJean } from './support/phone';
import type { Server } from './support/server';
import type { World } from './support/world';

let world: World;
let server: Server;

beforeEach(async () => {
  ({ world, server } = await newPhone());
  server.now = () => world.clock;
});

/** Jean is on the server; then one note is refused, one is held, one is unsent, and one is being typed. */
async function everything(): Promise<string> {
  const jean = await withJean(world);
  server.judge = ({ set }) => {
    if (set?.text === 'Bad.') return { status: 'refused', errors: { text: ['Not this.'] } };
    return set?.text === 'Held.' ? { status: 'held' } : null;
  };
  await addNote(jean, { text: 'Bad.' });
  await addNote(jean, { text: 'Held.' });
  await syncNow();
  world.fetch = offline;
  await addNote(jean, { text: 'Unsent.' });
  keepDraft('k', 'note', jean, { text: 'Typing.' });
  await phone.value?.drafts.flush();
  return jean;
}

describe('it is safe to hand over a phone', () => {
  test('when the server has everything and the two have been compared', async () => {
    await withJean(world);
    expect(safeToHandOver.value).toMatchObject({ safe: false, reasons: ['not_compared'] });
    await compareNow();
    expect(safeToHandOver.value).toMatchObject({
      safe: true,
      reasons: [],
      lastReceived: '2026-11-23T10:00:00.000Z',
      lastCompared: '2026-11-23T10:00:00.000Z',
    });
  });

  test('not while something is only on it; what a supervisor has to decide is not', async () => {
    await everything();
    expect(safeToHandOver.value).toMatchObject({
      reasons: ['unsent', 'refused', 'drafts', 'not_compared'],
      unsent: 1,
      refused: 1,
      drafts: 1,
      held: 1,
    });
    await dropDraft('k');
    expect(safeToHandOver.value.reasons).toEqual(['unsent', 'refused', 'not_compared']);
  });

  test('not when it has heard nothing for a day, or ever', async () => {
    world.fetch = offline;
    await start(world.tab());
    await syncNow();
    expect(safeToHandOver.value.reasons).toEqual(['never_received', 'not_compared']);
    world.fetch = server.fetch;
    await syncNow();
    await compareNow();
    world.clock += 25 * 3_600_000;
    world.fetch = offline;
    await addClient({ known_as: 'Rab' });
    expect(safeToHandOver.value.reasons).toEqual(['unsent', 'not_received_today', 'not_compared']);
  });
});

describe('what the server did not take', () => {
  test('is listed with the reason and the field, and nothing waits for it', async () => {
    const jean = await everything();
    expect(parkedItems.value).toMatchObject([
      {
        state: 'refused',
        errors: { text: ['Not this.'] },
        change: { kind: 'note', client: jean, set: { text: 'Bad.' } },
      },
    ]);
  });

  test('can be taken away as a file, with all else that exists only here', async () => {
    await everything();
    exportUnsent();
    const [name, text] = [...world.downloads][0] ?? [];
    expect(name).toBe('doorstep-unsent-2026-11-23.json');
    const content = JSON.parse(text ?? '');
    expect(content.written_by.name).toBe('Morag Bell');
    expect(content.changes.map((one: { state: string }) => one.state)).toEqual([
      'refused',
      'held',
      'waiting',
    ]);
    expect(content.changes[0]).toMatchObject({
      client_known_as: 'Jean',
      reasons: { text: ['Not this.'] },
      fields: { text: 'Bad.' },
    });
    expect(content.drafts).toMatchObject([{ form: 'note', fields: { text: 'Typing.' } }]);
  });

  test('can be taken away one by one', async () => {
    await everything();
    exportChange('nothing like it');
    expect(world.downloads.size).toBe(0);
    exportChange(parkedItems.value[0]?.change.id ?? '');
    expect([...world.downloads.values()][0]).toContain('"Bad."');
  });
});
