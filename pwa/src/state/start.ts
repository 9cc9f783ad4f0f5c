import { effect, untracked } from '@preact/signals';
import type { Outside } from '#domain/outside';
import { browser } from '#state/browser';
import { hasRung } from '#state/has-rung';
import { visitRuns } from '#state/running';
import { phone, session, start } from '#state/session';
import { status, syncNow, watchClock } from '#state/status';
import { keepApp, openForm } from '#state/update';

/** Starts everything that is not a screen; resolves when it is known who is at work. */
export async function startApp(): Promise<void> {
  const outside = browser();
  watchClock(outside);
  holdWhileVisiting();
  await start(outside);
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Without a service worker the app works all the same, as long as there is a network to load it.
  await keepOnPhone().catch(() => undefined);
  const see = () => {
    if (hasRung(outside)) void seeToRinging(outside);
  };
  outside.on('online', see);
  effect(() => {
    if (session.value !== 'starting') untracked(see);
  });
}

/** The app is not replaced while a visit runs. */
function holdWhileVisiting(): void {
  let release = () => {};
  effect(() => {
    const runs = visitRuns.value;
    untracked(() => {
      release();
      release = runs ? openForm() : () => {};
    });
  });
}

async function keepOnPhone(): Promise<void> {
  const reload = async () => {
    await phone.value?.drafts.flush();
    globalThis.location.reload();
  };
  const wakeLater = await keepApp(
    navigator.serviceWorker,
    () => void reload(),
    () => void syncNow(),
  );
  effect(() => {
    if (status.value.unsent > 0 && status.value.online === 'no') wakeLater();
  });
}

/** Notifications are looked after by a part that most visits to the app do not need. */
async function seeToRinging(outside: Outside): Promise<void> {
  const { settlePush } = await import('#state/push');
  await settlePush(outside);
}
