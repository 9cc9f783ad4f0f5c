import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Form, useForm } from '#screens/form/use-form';
import { DraftDisk } from '#state/draft-disk';
import { keepDraft } from '#state/drafts';
import { Phone } from '#state/phone';
import { phone, start } from '#state/session';
import { type Mounted, mounted } from './support/mounted';
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

  const shownAndKept = async (text: string) => {
    await world.pass(600);
    expect(here.now.values.text).toBe(text);
    const kept = other.drafts.all.value.find(({ key }) => key === KEY);
    expect(kept?.data.values).toEqual({ text });
  };

  test('stays on the screen while the disk is being looked at', async () => {
    const { read } = DraftDisk.prototype;
    vi.spyOn(DraftDisk.prototype, 'read').mockImplementationOnce(async function (this: DraftDisk) {
      const found = await read.call(this);
      here.now.put('text', 'Theirs. Mine.');
      return found;
    });
    await phone.value?.drafts.look();
    await shownAndKept('Theirs. Mine.');
  });

  test('stays on the screen while another draft is thrown away', async () => {
    keepDraft('another', 'note', null, {});
    await world.pass(600);
    here.now.put('text', 'Theirs. Mine.');
    await phone.value?.drafts.drop('another');
    await shownAndKept('Theirs. Mine.');
  });
});
