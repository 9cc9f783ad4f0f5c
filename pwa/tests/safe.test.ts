import { beforeEach, describe, expect, test, vi } from 'vitest';
import { leftWords } from '#screens/phone/left-words';
import { addClient, addNote } from '#state/actions';
import { compareNow } from '#state/comparing';
import { dropDraft, keepDraft } from '#state/drafts';
import { callForHelp } from '#state/help';
import { closeLifelines } from '#state/lifelines';
import { Other } from '#state/other';
import { exportChange, exportUnsent, parkedItems } from '#state/refusals';
import { safeToHandOver } from '#state/safe-to-hand-over';
import { others, phone, signIn, start } from '#state/session';
import { syncNow } from '#state/status';
import { databaseOf } from '#storage/people';
import { closeApp, newPhone, offline, withJean } from './support/phone';
import { MORAG, RAB, type Server } from './support/server';
import { settle, type World } from './support/world';

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

/** What the phone says of everybody who has something on it. */
const wordsHere = () => safeToHandOver.value.people.flatMap((one) => leftWords(one, new Date(world.clock)));

/** Rab takes over a phone whose own talk with the server goes well; Morag's work meets no network. */
async function rabSignsIn(): Promise<void> {
  server.person = RAB;
  world.fetch = (path, init) =>
    new Headers(init.headers).has('Authorization') ? offline() : server.fetch(path, init);
  await signIn('rab@demo.example', 'right');
  await syncNow();
  await compareNow();
  await world.pass(0);
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
      reasons: ['not_compared'],
      people: [{ person: MORAG, left: { unsent: 1, refused: 1, drafts: 1 }, signals: 0 }],
      held: 1,
    });
    expect(wordsHere()).toEqual([
      '1 entry of yours is not sent yet, the oldest for less than a minute.',
      '1 entry was not accepted and waits for you to mend.',
      '1 thing is begun and not finished. See the start page.',
    ]);
    await dropDraft('k');
    expect(wordsHere()).toHaveLength(2);
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
    expect(safeToHandOver.value.reasons).toEqual(['not_received_today', 'not_compared']);
    expect(safeToHandOver.value.people).toMatchObject([{ left: { unsent: 1 } }]);
  });

  test('not while what was pressed on a visit is only on it', async () => {
    await withJean(world);
    await compareNow();
    world.fetch = offline;
    await callForHelp();
    await settle();
    expect(safeToHandOver.value.safe).toBe(false);
    expect(wordsHere()).toEqual(['What you pressed is not sent yet.']);
    world.fetch = server.fetch;
    await world.pass(60_000);
    expect(safeToHandOver.value.safe).toBe(true);
  });

  test('not while anything of somebody else’s is only on it, and nothing they wrote is shown', async () => {
    await everything();
    await callForHelp();
    world.marks.write(
      `${databaseOf(MORAG)}:last-words`,
      JSON.stringify([{ key: 'l', form: 'note', client: null, data: { text: 'Last.' }, savedAt: '2026' }]),
    );
    await rabSignsIn();
    expect(safeToHandOver.value).toMatchObject({ safe: false, reasons: [] });
    expect(wordsHere()).toEqual([
      '1 entry of Morag’s is still being sent in their name, the oldest for less than a minute.',
      'Morag’s 1 entry was not accepted and waits for Morag to mend.',
      'Morag has begun 2 things and not finished.',
      'What Morag pressed is not sent yet.',
    ]);
  });

  test('not while somebody has yet to read that what they began or pressed was lost', async () => {
    world.files = null;
    const jean = await withJean(world);
    await world.pass(0);
    world.fetch = offline;
    keepDraft('k', 'note', jean, { text: 'Typing.' });
    await phone.value?.drafts.flush();
    await callForHelp();
    await world.pass(0);
    await closeLifelines();
    await closeApp();
    await world.empties(databaseOf(MORAG));
    world.fetch = server.fetch;
    await start(world.tab());
    await compareNow();
    expect(safeToHandOver.value).toMatchObject({ safe: false, reasons: [] });
    expect(wordsHere()).toEqual(['2 things of yours were lost when this browser emptied its storage.']);
    await rabSignsIn();
    expect(safeToHandOver.value).toMatchObject({ safe: false, reasons: [] });
    expect(wordsHere()).toEqual([
      '2 things of Morag’s were lost when this browser emptied its storage. Morag is told when signing in.',
    ]);
  });

  test('not before it was looked at what others have on it', async () => {
    await withJean(world);
    const fails = vi.spyOn(IDBObjectStore.prototype, 'index').mockImplementation(() => {
      throw new DOMException('Damaged.', 'DataError');
    });
    others.value = [new Other(world.tab(), databaseOf(RAB), RAB)];
    await settle();
    fails.mockRestore();
    expect(wordsHere()).toEqual(['What Rab has on this phone is not known yet.']);
    await world.pass(60_000);
    expect(wordsHere()).toEqual([]);
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
