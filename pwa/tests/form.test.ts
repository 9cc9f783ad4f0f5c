import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Form, useForm } from '#screens/form/use-form';
import { useTyped } from '#screens/form/use-typed';
import { DraftDisk } from '#state/draft-disk';
import { keepDraft } from '#state/drafts';
import { Phone } from '#state/phone';
import { phone, start } from '#state/session';
import { type Mounted, mounted, mountedAt } from './support/mounted';
import { newPhone, offline } from './support/phone';
import { MORAG } from './support/server';
import type { World } from './support/world';
import { settle } from './support/world';

/* A form on the screen, and another window of the same phone in which the same form is typed into. */

const KEY = '/clients/jean/notes/new';
const form = { kind: 'note', key: KEY, form: 'note', client: 'jean', start: {} } as const;

let world: World;
let other: Phone;
let here: Mounted<Form>;

beforeEach(async () => {
  ({ world } = await newPhone());
  world.fetch = offline;
  await start(world.tab());
  other = await Phone.open(world.tab(), MORAG);
  here = mounted(() => useForm(form));
  await settle();
  return async () => {
    here.leave();
    await other.close();
  };
});

/** Types in the moment in which the disk has been read and nothing was made of that. */
function typeWhileItIsRead(text: string): void {
  const { read } = DraftDisk.prototype;
  vi.spyOn(DraftDisk.prototype, 'read').mockImplementationOnce(async function (this: DraftDisk) {
    const found = await read.call(this);
    here.now.put('text', text);
    return found;
  });
}

/** Says what the boxes show once all is written, and what the other window has of it. */
async function shownAndKept(): Promise<unknown[]> {
  await world.pass(600);
  const kept = other.drafts.all.value.find(({ key }) => key === KEY);
  return [here.now.values.text, (kept?.data.values as Form['values'] | undefined)?.text];
}

/** What the other window types, on the disk by the end of it. */
async function theyType(text: string): Promise<void> {
  const glue = { text: '\n' };
  other.drafts.keep(KEY, 'note', 'jean', { begun: '10:00', shown: {}, values: { text }, glue });
  await world.pass(600);
}

describe('what is typed on top of the words of another window', () => {
  beforeEach(async () => {
    await theyType('Theirs.');
    expect(here.now.values.text).toBe('Theirs.');
  });

  test('stays on the screen while the disk is being looked at', async () => {
    typeWhileItIsRead('Theirs. Mine.');
    await phone.value?.drafts.look();
    expect(await shownAndKept()).toEqual(['Theirs. Mine.', 'Theirs. Mine.']);
  });

  test('stays on the screen while another draft is thrown away', async () => {
    keepDraft('another', 'note', null, {});
    await world.pass(600);
    here.now.put('text', 'Theirs. Mine.');
    await phone.value?.drafts.drop('another');
    expect(await shownAndKept()).toEqual(['Theirs. Mine.', 'Theirs. Mine.']);
  });
});

test('what is typed at once by somebody who comes back to the app again stays on the screen', async () => {
  const comeBack = () => phone.value?.drafts.look();
  here.now.put('text', 'She');
  await world.happen('hidden');
  await comeBack();
  typeWhileItIsRead('She said');
  await comeBack();
  expect(await shownAndKept()).toEqual(['She said', 'She said']);
});

test('what is typed while an old draft is being thrown away is a new one', async () => {
  here.now.put('text', 'Old.');
  here.now.put('source', 'observed');
  await world.pass(600);
  const thrown = here.now.discard();
  here.now.put('text', 'New.');
  await thrown;
  expect(await shownAndKept()).toEqual(['New.', 'New.']);
  expect(here.now.values.source).toBe('');
});

test('a form at another address takes nothing along of what was typed at the last one', async () => {
  const client = signal('jean');
  const moving = mountedAt(client, (name) => useForm({ ...form, key: `/clients/${name}/notes/new` }));
  await settle();
  moving.now.put('text', 'About Jean.');
  await world.pass(600);
  vi.spyOn(DraftDisk.prototype, 'read').mockImplementationOnce(() => new Promise(() => {}));
  client.value = 'rab';
  await settle();
  expect([moving.now.ready, moving.now.values]).toEqual([false, {}]);
  moving.leave();
});

test('a form at another address shows nothing that is typed in the last one while its draft is thrown away', async () => {
  const client = signal('jean');
  const moving = mountedAt(client, (name) => useForm({ ...form, key: `/clients/${name}/notes/new` }));
  await settle();
  moving.now.put('text', 'Old.');
  await world.pass(600);
  const { remove } = DraftDisk.prototype;
  vi.spyOn(DraftDisk.prototype, 'remove').mockImplementationOnce(async function (this: DraftDisk, ...what) {
    client.value = 'rab';
    await theyType('About Jean.');
    return remove.apply(this, what);
  });
  await moving.now.discard();
  await settle();
  expect([moving.now.ready, moving.now.values.text]).toEqual([true, '']);
  moving.leave();
});

describe('a box whose words the server has taken', () => {
  const BOX = {
    key: '/alerts/a#mine',
    form: 'alert',
    words: { note: { type: 'long' } },
    start: { note: '' },
  } as const;
  const theyType = async (note: string) => {
    const values = { note };
    other.drafts.keep(BOX.key, BOX.form, null, {
      begun: '10:00',
      shown: BOX.start,
      values,
      glue: { note: '\n' },
    });
    await world.pass(600);
  };

  test('keeps what another window has typed on top of them meanwhile', async () => {
    const box = mounted(() => useTyped<{ note: string }>(BOX));
    box.now.put({ note: 'Rang her.' });
    await world.pass(600);
    const { taken } = box.now;
    await theyType('Rang her. No answer.');
    await taken();
    await world.pass(600);
    expect(box.now.values.note).toBe('Rang her. No answer.');
    expect(other.drafts.all.value.map(({ data }) => data.values)).toEqual([{ note: 'Rang her. No answer.' }]);
    box.leave();
  });

  test('leaves alone what is typed by then into the box of another page', async () => {
    const alert = signal('a');
    const box = mountedAt(alert, (name) =>
      useTyped<{ note: string }>({ ...BOX, key: `/alerts/${name}#mine` }),
    );
    box.now.put({ note: 'Rang her.' });
    await world.pass(600);
    const { taken } = box.now;
    alert.value = 'b';
    await settle();
    box.now.put({ note: 'About Eve.' });
    await taken();
    await world.pass(600);
    expect(box.now.values.note).toBe('About Eve.');
    expect(other.drafts.all.value.map(({ key }) => key)).toEqual(['/alerts/b#mine']);
    box.leave();
  });

  test('is empty where nothing was typed meanwhile', async () => {
    const box = mounted(() => useTyped<{ note: string }>(BOX));
    box.now.put({ note: 'Rang her.' });
    await world.pass(600);
    await box.now.taken();
    await settle();
    expect([box.now.values.note, other.drafts.all.value]).toEqual(['', []]);
    box.leave();
  });
});
