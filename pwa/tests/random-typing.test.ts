import { expect, test, vi } from 'vitest';
import type { Form } from '#screens/form/use-form';
import { rememberPerson } from '#storage/people';
import { type Mounted, mounted } from './support/mounted';
import { offline } from './support/phone';
import { MORAG } from './support/server';
import { World } from './support/world';

/* Two whole windows with one form, typed into and saved at random, in which nothing waits for anything. */

const KEY = '/clients/jean/notes/new';
const SEEDS = Array.from({ length: 12 }, (_, i) => 7_919 * (i + 1));
const STEPS = 30;

/** A world in which only as much happens at a time as a test says, and one window is hidden by itself. */
class RestlessWorld extends World {
  #state: number;
  readonly #timers = new Set<{ due: number; run: () => void }>();
  #moments: { window: number; moment: string; run: () => void }[] = [];

  constructor(seed: number) {
    super();
    this.#state = seed;
    this.fetch = offline;
  }

  /** A number from 0 to 1. */
  random(): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state / 2_147_483_647;
  }

  window(window: number): ReturnType<World['tab']> {
    const tab = this.tab();
    return {
      ...tab,
      after: (ms, run) => {
        const timer = { due: this.clock + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      on: (moment, run) => {
        const one = { window, moment, run };
        this.#moments.push(one);
        return () => {
          this.#moments = this.#moments.filter((other) => other !== one);
        };
      },
      channel: (name) => {
        const line = tab.channel(name);
        const late = (news: unknown) => void ticks(this.random() * 20).then(() => line.post(news));
        return { ...line, post: (news) => (this.random() < 0.1 ? undefined : late(news)) };
      },
    };
  }

  is(window: number, moment: 'shown' | 'hidden'): void {
    for (const one of this.#moments) if (one.window === window && one.moment === moment) one.run();
  }

  advance(ms: number): void {
    this.clock += ms;
    for (const timer of [...this.#timers].sort((one, other) => one.due - other.due)) {
      if (timer.due <= this.clock && this.#timers.delete(timer)) timer.run();
    }
  }
}

/** One window: its own copy of the app, with the form open in it. */
async function openWindow(world: RestlessWorld, number: number) {
  vi.resetModules();
  const { phone, start } = await import('#state/session');
  const { useForm } = await import('#screens/form/use-form');
  const { addNote } = await import('#state/actions');
  await start(world.window(number));
  const open = () =>
    mounted(() => useForm({ kind: 'note', key: KEY, form: 'note', client: 'jean', start: {} }));
  let form: Mounted<Form> = open();
  return {
    text: () => String(form.now.values.text ?? ''),
    isOpen: () => form.now.ready && !form.now.saving,
    put: (text: string) => form.now.put('text', text),
    async save() {
      await form.now.submit(async ({ data }) => void (await addNote('jean', { text: String(data.text) })));
      form.leave();
      form = open();
    },
    saved: () => phone.value?.shelf.outbox.value.map(({ change }) => String(change.set?.text)) ?? [],
    async close() {
      form.leave();
      await phone.value?.close();
    },
  };
}

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) await new Promise((resolve) => setImmediate(resolve));
}

type Window = Awaited<ReturnType<typeof openWindow>>;

/** Something happens in a window: it is shown or hidden, or its form saved or typed into. Gives the word that was typed. */
function happenIn(window: Window, number: number, world: RestlessWorld, step: number): string[] {
  const act = world.random();
  const before = window.text();
  if (act < 0.1) world.is(number, 'shown');
  else if (act < 0.15) world.is(number, 'hidden');
  else if (!window.isOpen()) return [];
  else if (act < 0.25 && before !== '') void window.save();
  else {
    // No two words have a letter in common: what is joined letter by letter has them whole.
    const word = String.fromCodePoint(0x4e00 + step);
    window.put(world.random() < 0.4 ? word + before : before + word);
    return [word];
  }
  return [];
}

/** Lets everything be written and told. */
async function comeToRest(world: RestlessWorld): Promise<void> {
  for (let round = 0; round < 12; round++) {
    world.advance(600);
    await ticks(150);
    if (round === 6) for (const number of [0, 1]) world.is(number, 'shown');
  }
}

test.each(SEEDS)('with seed %i every word is in a note or in the form of both windows', async (seed) => {
  const world = new RestlessWorld(seed);
  await rememberPerson(world.tab(), MORAG);
  const windows = [await openWindow(world, 0), await openWindow(world, 1)] as const;
  await ticks(300);
  const words: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const number = world.random() < 0.5 ? 0 : 1;
    words.push(...happenIn(windows[number], number, world, step));
    await ticks(world.random() * world.random() * 40);
    world.advance(world.random() * 300);
    await ticks(world.random() * world.random() * 40);
  }
  await comeToRest(world);
  const notes = windows.flatMap((window) => window.saved()).join();
  const lost = windows.map((window) => words.filter((word) => !(window.text() + notes).includes(word)));
  for (const window of windows) await window.close();
  expect(lost).toEqual([[], []]);
});
