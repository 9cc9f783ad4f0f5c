import { browser } from '#state/browser';
import { phone, start } from '#state/session';
import { watchClock } from '#state/status';
import { keepApp } from '#state/update';

/** Starts everything that is not a screen; resolves when it is known who is at work. */
export async function startApp(): Promise<void> {
  const outside = browser();
  watchClock(outside);
  await start(outside);
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const reload = () => globalThis.location.reload();
  // Where there is no service worker the app works all the same, as long as there is a network to load it.
  await keepApp(navigator.serviceWorker, reload, () => void phone.value?.syncNow()).catch(() => undefined);
}
