import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Sound } from '#domain/outside';
import { attentive, boardNow, causes } from '#state/board';
import { phone } from '#state/session';

const QUIET_MS = 120_000;
const TEST_MS = 1_400;

interface Quieted {
  readonly keys: ReadonlySet<string>;
  readonly until: number;
}

const quieted = signal<Quieted>({ keys: new Set(), until: 0 });
const ready = signal(false);

/** `blocked`: the browser keeps this page silent until somebody presses something on it. */
export const sound: ReadonlySignal<'ready' | 'blocked' | 'absent'> = computed(() => {
  if ((phone.value?.outside.sound ?? null) === null) return 'absent';
  return ready.value ? 'ready' : 'blocked';
});

const isQuiet = (key: string) => quieted.value.keys.has(key) && boardNow.value < quieted.value.until;

/** Whether there is something to sound for, and whether this board was quieted about all of it. */
export const siren: ReadonlySignal<'silent' | 'sounding' | 'quieted'> = computed(() => {
  const loud = causes.value.filter((cause) => cause.sound === 'siren');
  if (loud.length === 0) return 'silent';
  return loud.every(({ key }) => isQuiet(key)) ? 'quieted' : 'sounding';
});

/** Quiets this board for two minutes about what it sounds for now. Anything new sounds at once. */
export function quiet(): void {
  quieted.value = {
    keys: new Set(causes.peek().map(({ key }) => key)),
    until: boardNow.peek() + QUIET_MS,
  };
}

/** Lets the siren be heard for a moment; tells whether the browser let it. Call it from a press of a button. */
export async function testSound(): Promise<boolean> {
  const at = phone.peek();
  const speaker = at?.outside.sound ?? null;
  if (at === null || speaker === null) return false;
  ready.value = await speaker.wake();
  speaker.play('siren');
  at.outside.after(TEST_MS, () => {
    if (siren.peek() !== 'sounding') speaker.play(null);
  });
  return ready.value;
}

/** Sounds whenever there is something to sound for. The answer ends it. */
export function keepSiren(): () => void {
  const sounded = computed(() => phone.value?.outside.sound ?? null);
  return effect(() => {
    const speaker = sounded.value;
    return speaker === null ? undefined : ring(speaker);
  });
}

function ring(speaker: Sound): () => void {
  const hear = () => {
    ready.value = speaker.ready();
  };
  hear();
  speaker.changed(hear);
  // From then on the first touch of the page, wherever it is, lets it sound.
  const waken = effect(() => {
    if (attentive.value) void speaker.wake().then(hear);
  });
  const rung = new Set<string>();
  let on = false;
  const end = effect(() => {
    const wanted = siren.value === 'sounding';
    const chimes = causes.value.filter((cause) => cause.sound === 'chime' && !rung.has(cause.key));
    for (const { key } of chimes) rung.add(key);
    if (wanted !== on) speaker.play(wanted ? 'siren' : null);
    if (!wanted && chimes.length > 0) speaker.play('chime');
    on = wanted;
  });
  return () => {
    waken();
    end();
    speaker.play(null);
  };
}
