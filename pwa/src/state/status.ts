import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Age, ageOf } from '#domain/age';
import type { Outside } from '#domain/outside';
import { BUILD } from '#domain/protocol';
import { isUnsent, needsAttention } from '#domain/replay';
import { PROBLEMS, UPDATE_FIRST } from '#state/problems';
import { phone } from '#state/session';

export interface Status {
  readonly unsent: number;
  readonly oldestUnsent: string | null;
  readonly age: Age;
  readonly online: 'yes' | 'no' | 'unknown';
  readonly lastReceived: string | null;
  readonly syncing: boolean;
  readonly needsAttention: number;
  readonly problem: string | null;
  readonly firstFetch: 'done' | 'running' | 'not_yet';
}

const TICK_MS = 30_000;
const clock = signal(0);

const NOBODY: Status = {
  unsent: 0,
  oldestUnsent: null,
  age: 'none',
  online: 'unknown',
  lastReceived: null,
  syncing: false,
  needsAttention: 0,
  problem: null,
  firstFetch: 'not_yet',
};

/** The truth about what is on this phone and what the server has. */
export const status: ReadonlySignal<Status> = computed(() => {
  if (phone.value === null) return NOBODY;
  const { shelf, link, outside } = phone.value;
  const unsent = shelf.outbox.value.filter(isUnsent);
  const oldestUnsent = unsent.map((entry) => entry.change.at).sort()[0] ?? null;
  const syncing = link.syncing.value;
  const trouble = link.trouble.value;
  void clock.value;
  return {
    unsent: unsent.length,
    oldestUnsent,
    age: ageOf(oldestUnsent, outside.now()),
    online: link.online.value,
    lastReceived: link.heard.value,
    syncing,
    needsAttention: shelf.outbox.value.filter(needsAttention).length,
    problem: link.oldestBuild.value > BUILD ? UPDATE_FIRST : trouble && PROBLEMS[trouble],
    firstFetch: firstFetch(link.fetched.value, syncing),
  };
});

/** How the browser answered when it was asked never to clear this app's storage by itself. */
export const persistentStorage: ReadonlySignal<'granted' | 'refused' | 'unknown'> = computed(
  () => phone.value?.link.persistent.value ?? 'unknown',
);

/** Talks with the server now; resolves when that has ended, well or not. */
export async function syncNow(): Promise<void> {
  await phone.value?.syncNow();
}

/** Lets the age of what is unsent grow while nothing else happens. */
export function watchClock(outside: Outside): void {
  const tick = () => {
    clock.value += 1;
    outside.after(TICK_MS, tick);
  };
  tick();
}

function firstFetch(fetched: boolean, syncing: boolean): Status['firstFetch'] {
  if (fetched) return 'done';
  return syncing ? 'running' : 'not_yet';
}
