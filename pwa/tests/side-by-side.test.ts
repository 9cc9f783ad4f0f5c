import { effect } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addClient } from '#state/actions';
import type { DraftBox } from '#state/draft-box';
import { DraftDisk } from '#state/draft-disk';
import { finishDraft } from '#state/drafts';
import { Phone } from '#state/phone';
import { phone, start } from '#state/session';
import { databaseOf } from '#storage/people';
import { closeApp, JEAN, newPhone, offline } from './support/phone';
import { MORAG } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

/* Two windows of one phone with the same form open, both to be seen: nobody says that one of them was shown. */

const KEY = '/clients/jean/notes/new';
const glue = { text: '\n' };
type Boxes = Readonly<Record<string, unknown>>;

let world: World;
let one: Window;
let other: Window;

beforeEach(async () => {
  ({ world } = await newPhone());
  world.fetch = offline;
  await start(world.tab());
  one = new Window(phone.value as Phone);
  other = new Window(await Phone.open(world.tab(), MORAG));
  return () => other.phone.close();
});

/** A window with the form open: what is typed goes on top of what it shows, and drafts of others are taken up. */
class Window {
  readonly phone: Phone;
  readonly drafts: DraftBox;
  boxes: Boxes = {};
  readonly #own = new WeakSet<Boxes>();

  constructor(phone: Phone) {
    this.phone = phone;
    this.drafts = phone.drafts;
    effect(() => {
      const kept = this.drafts.all.value.find(({ key }) => key === KEY);
      const boxes = (kept?.data.values ?? this.boxes) as Boxes;
      if (!this.#own.has(boxes)) this.boxes = boxes;
    });
  }

  type(boxes: Boxes): void {
    this.boxes = { ...this.boxes, ...boxes };
    this.#own.add(this.boxes);
    this.drafts.keep(KEY, 'note', 'jean', { begun: '10:00', shown: {}, values: this.boxes, glue });
  }
}

/** Types in a third window, which is killed before it can write that. */
async function dieTyping(text: string): Promise<void> {
  const deaf = { post: () => {}, listen: () => {}, close: () => {} };
  const dying = { ...world.tab(), after: () => () => undefined, channel: () => deaf };
  const killed = new Window(await Phone.open(dying, MORAG));
  killed.type({ text });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The page is gone.', 'AbortError');
  });
  await killed.drafts.hide();
  put.mockRestore();
}

/** What is found by whoever opens the app when all of its windows have been killed. */
async function onDisk(): Promise<Boxes> {
  const next = await Phone.open(world.tab(), MORAG);
  const { boxes } = new Window(next);
  await next.close();
  return boxes;
}

/** What the second copies hold, once they are written. */
async function inCopies(): Promise<unknown[]> {
  await settle();
  const drafts = [...(world.files?.all ?? [])].filter(([path]) => path.includes('-drafts/'));
  return drafts.map(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)).data.values);
}

async function agreeOn(boxes: Boxes): Promise<void> {
  expect([one.boxes, other.boxes, await onDisk(), await inCopies()]).toEqual([boxes, boxes, boxes, [boxes]]);
}

describe('two windows with one form', () => {
  test('know when one has saved it, and when the other has gone on with it', async () => {
    one.type({ text: 'Saved.' });
    await world.pass(600);
    expect(other.drafts.elsewhere.has(KEY)).toBe(false);
    await finishDraft(KEY, async () => undefined);
    await settle();
    expect([one, other].map(({ drafts }) => drafts.elsewhere.has(KEY))).toEqual([false, true]);
    other.type({ text: 'More.' });
    expect(other.drafts.elsewhere.has(KEY)).toBe(false);
    await world.pass(600);
    expect([one, other].map(({ drafts }) => drafts.elsewhere.has(KEY))).toEqual([false, false]);
    await finishDraft(KEY, async () => undefined);
    await settle();
    one.type({ text: 'Another.' });
    await world.pass(600);
    expect([other.drafts.elsewhere.has(KEY), other.boxes]).toEqual([false, { text: 'Another.' }]);
  });

  test('know it too where that happens while the other looks at its drafts', async () => {
    one.type({ text: 'Saved.' });
    await world.pass(600);
    const { read } = DraftDisk.prototype;
    vi.spyOn(DraftDisk.prototype, 'read').mockImplementationOnce(async function (this: DraftDisk) {
      const found = await read.call(this);
      await finishDraft(KEY, async () => undefined);
      await settle();
      return found;
    });
    await other.drafts.look();
    await settle();
    expect([other.drafts.elsewhere.has(KEY), other.drafts.all.value]).toEqual([true, []]);
  });

  test('show each other what is typed', async () => {
    one.type({ text: 'She said' });
    await world.pass(600);
    await agreeOn({ text: 'She said' });
    other.type({ text: 'She said no' });
    await world.pass(600);
    await agreeOn({ text: 'She said no' });
  });

  test('keep what is typed into different boxes within one half second', async () => {
    one.type({ text: 'She said' });
    await world.pass(200);
    other.type({ happened_at: '2026-11-23T09:00' });
    await world.pass(1_000);
    await agreeOn({ text: 'She said', happened_at: '2026-11-23T09:00' });
  });

  test('keep what is typed into the same box within one half second', async () => {
    one.type({ text: 'Jean.' });
    await world.pass(600);
    one.type({ text: 'Jean. She was well.' });
    await world.pass(200);
    other.type({ text: 'Jean. Bea came.' });
    await world.pass(1_000);
    await agreeOn({ text: 'Jean. She was well.\n Bea came.' });
  });

  test('keep all words while both are typed into again and again', async () => {
    for (let word = 0; word < 20; word++) {
      one.type({ text: `${one.boxes.text ?? ''} one${word}.` });
      await world.pass(130);
      other.type({ text: `${other.boxes.text ?? ''} other${word}.` });
      await world.pass(190);
    }
    await world.pass(1_000);
    const text = String(one.boxes.text);
    const words = ['one', 'other'].flatMap((name) => Array.from({ length: 20 }, (_, i) => ` ${name}${i}.`));
    expect(words.map((word) => text.split(word).length - 1)).toEqual(words.map(() => 1));
    await agreeOn({ text });
  });

  test('keep what one has put on the disk while the other was writing', async () => {
    one.type({ text: 'Mine' });
    other.type({ text: 'Theirs' });
    await Promise.all([one.drafts.flush(), other.drafts.flush()]);
    await world.pass(1_000);
    await agreeOn({ text: 'Mine\nTheirs' });
  });

  test('put nothing over words that they have not seen, not even for a moment', async () => {
    one.type({ text: 'Mine' });
    const written = one.drafts.flush();
    other.type({ text: 'Theirs' });
    await written;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    await other.drafts.flush();
    const rows = put.mock.calls.map(([{ bytes }]) => new TextDecoder().decode(bytes));
    put.mockRestore();
    expect(rows.map((row) => row.includes('Mine'))).toEqual([true]);
  });

  test('keep every word that is on its way to the disk when that of the other is found there', async () => {
    one.type({ text: 'Jean.' });
    await world.pass(600);
    one.type({ text: 'Mine. Jean.' });
    const written = one.drafts.flush();
    const words = ['Jean. a', 'Jean. a b', 'Jean. a b c'].map((text) => {
      other.type({ text });
      return other.drafts.flush();
    });
    await Promise.all([written, ...words]);
    await world.pass(1_000);
    await agreeOn({ text: 'Mine. Jean. a b c' });
  });

  test('keep what is typed while what was kept before is being read', async () => {
    const reading = other.drafts.load();
    one.type({ text: 'Mine' });
    await one.drafts.flush();
    other.type({ text: 'Theirs' });
    await reading;
    await world.pass(1_000);
    await agreeOn({ text: 'Mine\nTheirs' });
  });

  test('keep what a window writes as it goes away, that has heard nothing of the other', async () => {
    one.type({ text: 'Mine' });
    await one.drafts.flush();
    other.type({ text: 'Theirs' });
    // At once: news of the other window has not come by then.
    await other.drafts.hide();
    await world.pass(1_000);
    await agreeOn({ text: 'Mine\nTheirs' });
  });

  describe('of which a third was killed before it could write its last words', () => {
    beforeEach(async () => {
      one.type({ text: 'Jean.' });
      await world.pass(600);
      await dieTyping('Jean. Bea came.');
    });

    test('take them up', async () => {
      // The others go on, and have heard nothing of that.
      await world.pass(10_000);
      one.type({ text: 'Jean. She was well.' });
      await world.pass(1_000);
      await agreeOn({ text: 'Jean. She was well.\n Bea came.' });
    });

    test('take them up though one goes away in the middle of a word, and notes its own', async () => {
      await world.pass(10);
      one.type({ text: 'Jean. She was well.' });
      await one.drafts.hide();
      await one.drafts.look();
      await world.pass(1_000);
      await agreeOn({ text: 'Jean. She was well.\n Bea came.' });
    });
  });
});

describe('a form that one window saves', () => {
  const save = () =>
    finishDraft(KEY, async () => {
      await addClient(JEAN);
    });

  beforeEach(async () => {
    one.type({ text: 'She said' });
    await world.pass(600);
  });

  test('is gone in the other too', async () => {
    await save();
    await settle();
    expect([one, other].map(({ drafts }) => drafts.all.value)).toEqual([[], []]);
    expect([await onDisk(), await inCopies()]).toEqual([{}, []]);
  });

  test('stays a draft where the other has typed more and written it', async () => {
    other.type({ text: 'She said no' });
    const saved = save();
    await other.drafts.flush();
    await saved;
    await world.pass(1_000);
    await agreeOn({ text: 'She said no' });
    expect(one.phone.shelf.outbox.value).toHaveLength(1);
  });

  test('stays a draft where the other had written more before it was saved', async () => {
    other.type({ text: 'She said no' });
    await other.drafts.flush();
    await save();
    await world.pass(1_000);
    await agreeOn({ text: 'She said no' });
  });

  test('stays a draft where the other has typed more and not yet written it', async () => {
    other.type({ text: 'She said no' });
    await save();
    await world.pass(1_000);
    await agreeOn({ text: 'She said no' });
  });

  test('stays a draft where it was thrown away, and the other has typed more', async () => {
    other.type({ text: 'She said no' });
    await other.drafts.flush();
    await one.drafts.drop(KEY);
    await world.pass(1_000);
    await agreeOn({ text: 'She said no' });
  });

  test('stays a draft where this one went away and wrote over it in the middle of saving', async () => {
    other.type({ text: 'She said no' });
    const written = other.drafts.flush();
    one.type({ text: 'She said yes' });
    void one.drafts.hide();
    // Until what is handed to the disk is on its way.
    for (let step = 0; step < 30; step++) await Promise.resolve();
    await Promise.all([written, save()]);
    await world.pass(1_000);
    await agreeOn({ text: 'She said no' });
  });

  test('leaves on the disk what it found there as it wrote its own last words', async () => {
    const gone = vi.spyOn(IDBObjectStore.prototype, 'delete');
    other.type({ text: 'She said no' });
    await other.drafts.flush();
    const { write } = DraftDisk.prototype;
    let saved: Promise<void> | null = null;
    vi.spyOn(DraftDisk.prototype, 'write').mockImplementationOnce(async function (this: DraftDisk, ...what) {
      const theirs = await write.apply(this, what);
      saved = save();
      return theirs;
    });
    one.type({ text: 'She said yes' });
    await one.drafts.flush();
    await saved;
    await world.pass(1_000);
    expect(gone).not.toHaveBeenCalled();
    gone.mockRestore();
    await agreeOn({ text: 'She said no' });
  });

  test('leaves the last words of one that was killed, though it looked at them meanwhile', async () => {
    await dieTyping('She said no');
    await finishDraft(KEY, () => one.drafts.look());
    await one.drafts.look();
    await world.pass(1_000);
    await agreeOn({ text: 'She said no' });
  });

  test('is joined with what the other has typed when it could not be saved', async () => {
    one.type({ text: 'She said yes' });
    const full = finishDraft(KEY, async () => {
      other.type({ happened_at: '2026-11-23T09:00' });
      await other.drafts.flush();
      await settle();
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    await expect(full).rejects.toThrow('Full.');
    await world.pass(1_000);
    await agreeOn({ text: 'She said yes', happened_at: '2026-11-23T09:00' });
  });
});

test('an app of before hears of drafts as of any other news', async () => {
  const heard: unknown[] = [];
  const old = world.tab().channel(databaseOf(MORAG));
  old.listen((news) => heard.push(news));
  one.type({ text: 'She said' });
  await world.pass(600);
  old.close();
  // Whatever is no list and no alert is news about no record in particular.
  expect(heard).toEqual(['drafts']);
  await closeApp();
});
