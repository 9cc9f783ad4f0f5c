import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import { askForTest, fetchPushKey, sendSubscription } from '#remote/push';
import { type Notifier, notifier } from '#state/notifier';
import type { Phone } from '#state/phone';
import { ringFor, ringsHere } from '#state/rings-here';
import { phone } from '#state/session';
import { notedMark } from '#storage/noted';
import { databaseOf } from '#storage/people';

/**
 * Notifications on this device, for whoever is at work: `failed` when the network or the browser's own push
 * service did not answer, `install_first` where they need the app on the home screen.
 */
export type PushState = 'on' | 'off' | 'asking' | 'blocked' | 'install_first' | 'absent' | 'failed';

/** `PushManager.subscribe` may never answer where the browser's maker runs no push service. */
const SUBSCRIBE_MS = 15_000;
const TEST_MS = 30_000;

/** What this browser offers. */
export const offered = signal<Notifier | null>(notifier());
/** How it went to turn them on, when somebody last tried. */
const tried = signal<{ by: string; is: 'asking' | 'failed' | 'off' } | null>(null);
const looked = signal(0);

export const pushState: ReadonlySignal<PushState> = computed(() => {
  looked.value;
  const is = standing(phone.value, offered.value);
  const mine = tried.value?.by === phone.value?.person.id;
  return is === 'off' && mine ? (tried.value?.is ?? 'off') : is;
});

// A person may forbid them in the settings of the browser and come back.
effect(() => phone.value?.outside.on('shown', () => looked.value++));

/** Asks the person for leave, and has pushes sent here. Call it from a press: browsers ask nobody otherwise. */
export async function turnOnPush(): Promise<void> {
  const open = phone.value;
  const browser = offered.value;
  if (open === null || browser === null || open.outside.place === 'ios_tab') return;
  const by = open.person.id;
  tried.value = { by, is: 'asking' };
  const leave = await browser.ask();
  const failed = leave === 'granted' && !(await subscribe(browser));
  tried.value = { by, is: failed ? 'failed' : 'off' };
}

/** Tells the server that this browser is still there: its address may have changed while nobody looked. */
export async function keepPush(): Promise<void> {
  if (offered.value?.permission() === 'granted') await subscribe(offered.value);
}

/** Sends a test; true once our own service worker here has said that it was shown. */
export async function testPush(): Promise<boolean> {
  const open = phone.value;
  const browser = offered.value;
  if (open === null || browser === null) return false;
  const shown = isShown(open.outside, browser);
  const outcome = await askForTest(open.outside);
  return outcome.is === 'ok' && outcome.body.endpoints > 0 && shown;
}

function standing(open: Phone | null, browser: Notifier | null): PushState {
  if (open?.outside.place === 'ios_tab') return 'install_first';
  if (browser === null) return 'absent';
  const leave = browser.permission();
  if (leave === 'denied') return 'blocked';
  return leave === 'granted' && open !== null && ringsHere(open.outside, open.person.id) ? 'on' : 'off';
}

async function subscribe(browser: Notifier): Promise<boolean> {
  const open = phone.value;
  if (open === null) return false;
  const { outside, person } = open;
  const key = await fetchPushKey(outside);
  if (key.is !== 'ok') return false;
  const subscription = await inTime(outside, browser.subscribe(key.body.key));
  if (subscription === null) return false;
  const device = notedMark(outside, databaseOf(person))?.device ?? '';
  const taken = await sendSubscription(outside, device, subscription);
  if (taken.is !== 'ok') return false;
  ringFor(outside, person.id);
  return true;
}

function inTime<T>(outside: Outside, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const cancel = outside.after(SUBSCRIBE_MS, () => resolve(null));
    work.then(resolve, () => resolve(null)).finally(cancel);
  });
}

function isShown(outside: Outside, browser: Notifier): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (is: boolean) => {
      cancel();
      stop();
      resolve(is);
    };
    const cancel = outside.after(TEST_MS, () => end(false));
    const stop = browser.hear(({ type, kind }) => {
      if (type === 'ALERT' && kind === 'test') end(true);
    });
  });
}
