import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Age, ageOf, oldestOf } from '#domain/age';
import type { Outside } from '#domain/outside';
import { BUILD } from '#domain/protocol';
import type { Entry } from '#domain/record';
import { isUnsent, needsAttention } from '#domain/replay';
import { countUnheard } from '#domain/signal';
import { told } from '#state/lifelines';
import type { Link } from '#state/link';
import type { Phone } from '#state/phone';
import { BLOCKED, lossWords, PROBLEMS, SENT_ALL_THE_SAME, UPDATE_FIRST } from '#state/problems';
import { opening, phone } from '#state/session';
import type { SecondCopy } from '#storage/copies';
import type { Loss } from '#storage/meta';

export interface Status {
  readonly unsent: number;
  /** Whether something that was pressed on a visit, or a call for help, waits for the server. */
  readonly signalWaits: boolean;
  readonly oldestUnsent: string | null;
  readonly age: Age;
  readonly online: 'yes' | 'no' | 'unknown';
  readonly lastReceived: string | null;
  readonly syncing: boolean;
  /** The session has ended, and what is written is sent all the same. */
  readonly handsIn: boolean;
  readonly needsAttention: number;
  readonly problem: string | null;
  readonly firstFetch: 'done' | 'running' | 'not_yet';
}

const TICK_MS = 30_000;
const clock = signal(0);

const NOBODY: Status = {
  unsent: 0,
  signalWaits: false,
  oldestUnsent: null,
  age: 'none',
  online: 'unknown',
  lastReceived: null,
  syncing: false,
  handsIn: false,
  needsAttention: 0,
  problem: null,
  firstFetch: 'not_yet',
};

/** The truth about what is on this phone and what the server has. */
export const status: ReadonlySignal<Status> = computed(() => {
  if (phone.value === null) return { ...NOBODY, problem: opening.value && problemOf(opening.value) };
  const { shelf, link, outside } = phone.value;
  const unsent = shelf.outbox.value.filter(isUnsent);
  const oldestUnsent = oldestFor(phone.value, unsent);
  const syncing = link.syncing.value;
  void clock.value;
  return {
    unsent: unsent.length,
    signalWaits: countUnheard(told.value.known.sent) > 0,
    oldestUnsent,
    age: ageOf(oldestUnsent, outside.now()),
    online: link.online.value,
    lastReceived: link.heard.value,
    syncing,
    handsIn: link.handsIn.value,
    needsAttention: shelf.outbox.value.filter(needsAttention).length,
    problem: problemOf(link),
    firstFetch: firstFetch(link.fetched.value, syncing),
  };
});

/** When the oldest of somebody's changes was saved, by the clock of this device as it is set now. */
export function oldestFor(at: Phone, entries: readonly Entry[]): string | null {
  const now = at.outside.now();
  return oldestOf(
    entries.map(({ change }) => change),
    at.serverTime() - now,
    now,
  );
}

/** How the browser answered when it was asked never to clear this app's storage by itself. */
export const persistentStorage: ReadonlySignal<'granted' | 'refused' | 'unknown'> = computed(
  () => phone.value?.link.persistent.value ?? 'unknown',
);

/** Whether what is unsent has a second copy on this phone; `absent` where this browser cannot have one. */
export const secondCopy: ReadonlySignal<SecondCopy> = computed(
  () => phone.value?.link.copies.value ?? 'absent',
);

/** What became of the work on this phone when its database was emptied; null when there is nothing to tell. */
export const storageLoss: ReadonlySignal<Loss | null> = computed(() => phone.value?.link.loss.value ?? null);

/** The person has read what became of their work. */
export async function putAwayStorageLoss(): Promise<void> {
  const open = phone.value;
  await open?.remember({ loss: null });
  if (open) open.link.loss.value = null;
}

const ONLY_INSTALLED =
  'Safari deletes what a page keeps after 7 days without a visit. Add Doorstep to the Home Screen to work offline.';

/** Why this phone should not be relied on offline until the app is installed; null where it may be. */
export const offlineOnlyWhenInstalled: ReadonlySignal<string | null> = computed(() =>
  phone.value?.outside.place === 'ios_tab' ? ONLY_INSTALLED : null,
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

/** What weighs most comes first. */
function problemOf(link: Link): string | null {
  if (link.blocked.value) return BLOCKED;
  if (link.loss.value !== null) return lossWords(link.loss.value);
  if (link.oldestBuild.value > BUILD) return UPDATE_FIRST;
  if (link.handsIn.value) return SENT_ALL_THE_SAME;
  return link.trouble.value && PROBLEMS[link.trouble.value];
}

function firstFetch(fetched: boolean, syncing: boolean): Status['firstFetch'] {
  if (fetched) return 'done';
  return syncing ? 'running' : 'not_yet';
}
