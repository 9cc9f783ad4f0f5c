import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import { askForTest, fetchPushKey, sendGone, sendSubscription } from '#remote/push';
import { type Notifier, notifier } from '#state/notifier';
import type { Phone } from '#state/phone';
import { DUE, leftOf, rangHere, ringFor, ringForNobody, ringsHere, setLeft } from '#state/rings-here';
import { phone } from '#state/session';
import { notedMark } from '#storage/noted';
import { currentPerson, databaseOf, lastPerson } from '#storage/people';
import { alone } from '#sync/alone';

/**
 * Notifications on this device, for whoever is at work: `failed` when the network or the browser's own push
 * service did not answer, `install_first` where they need the app on the home screen.
 */
export type PushState = 'on' | 'off' | 'asking' | 'blocked' | 'install_first' | 'absent' | 'failed';

/** `PushManager.subscribe` may never answer where the browser's maker runs no push service. */
const SUBSCRIBE_MS = 15_000;
const TEST_MS = 30_000;
/** One at a time, over all tabs: what one ends another must not have begun. */
const LOCK = 'push';

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

/**
 * Lets this browser ring for whoever is at work in it, and for nobody else.
 *
 * Whoever has signed out, or has lent the phone to a colleague, is told nothing more here, with or without a network.
 * One who has only to sign in again has not left. Who comes back to work has notifications on as before.
 */
export async function settlePush(outside: Outside): Promise<void> {
  const here = await alone(outside, LOCK, async () => {
    const [here, last] = await Promise.all([currentPerson(outside), lastPerson(outside)]);
    // Where nobody ever was at work, the browser has emptied its disk: nobody has left.
    if (last !== null && !ringsHere(outside, here?.id ?? '')) ringForNobody(outside);
    await endLeft(outside);
    return here;
  }).catch(() => null);
  looked.value++;
  const me = phone.value?.person.id;
  if (me !== undefined && me === here?.id && rangHere(outside, me)) await keepPush();
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

/** Ends what whoever has left had on here: first in the browser, then on the server once it can be told. */
async function endLeft(outside: Outside): Promise<void> {
  if (leftOf(outside) === DUE) {
    const address = await inTime(outside, offered.value?.unsubscribe() ?? Promise.resolve(''));
    if (address === null) return;
    setLeft(outside, address);
  }
  const address = leftOf(outside);
  if (address === '') return;
  const { is } = await sendGone(outside, address);
  if (is === 'ok' || is === 'rejected') setLeft(outside, '');
}

async function subscribe(browser: Notifier): Promise<boolean> {
  const open = phone.value;
  return open !== null && alone(open.outside, LOCK, () => subscribeFor(open, browser));
}

async function subscribeFor(open: Phone, browser: Notifier): Promise<boolean> {
  const { outside, person } = open;
  const key = await fetchPushKey(outside);
  if (key.is !== 'ok') return false;
  const subscription = await inTime(outside, browser.subscribe(key.body.key));
  if (subscription === null) return false;
  const device = notedMark(outside, databaseOf(person))?.device ?? '';
  const taken = await sendSubscription(outside, device, subscription);
  if (taken.is !== 'ok') return false;
  ringFor(outside, person.id, subscription.endpoint);
  looked.value++;
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
