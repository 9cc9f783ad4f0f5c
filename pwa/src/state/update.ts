import { type ReadonlySignal, signal } from '@preact/signals';
import { whenSafe } from '#state/safe-moment';

export { openForm } from '#state/safe-moment';

const ready = signal(false);
let waiting: ServiceWorker | null = null;

/** Whether a newer version of the app lies ready on this phone. */
export const updateReady: ReadonlySignal<boolean> = ready;

/** Changes to the newer version and loads the page anew, as soon as no form is open and nothing is being saved. */
export function applyUpdate(): void {
  whenSafe(() => waiting?.postMessage({ type: 'SKIP_WAITING' }));
}

/** A registration in a browser that can wake the service worker when the network is back. */
type Waking = ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } };

/**
 * Registers the service worker, which keeps the app on this phone; `nudged` when it asks for a sync.
 *
 * The answer asks for such a nudge when the network is back: a bonus, where a browser has it.
 */
export async function keepApp(
  workers: ServiceWorkerContainer,
  reload: () => void,
  nudged: () => void,
): Promise<() => void> {
  let asked = false;
  // The first worker ever to take over does so without a page of an older version to replace.
  const first = workers.controller === null;
  workers.addEventListener('controllerchange', () => {
    // Another tab may have asked for the new version: this one may be in the middle of a form.
    if (!asked && !first) whenSafe(reload);
    asked = true;
  });
  workers.addEventListener('message', (event: MessageEvent) => {
    if (event.data?.type === 'SYNC') nudged();
  });
  const registration: Waking = await workers.register('/worker.js');
  const look = () => {
    waiting = registration.waiting;
    ready.value = waiting !== null && workers.controller !== null;
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  return () => void registration.sync?.register('outbox').catch(() => undefined);
}
