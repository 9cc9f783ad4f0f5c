import type { Subscription } from '#remote/push';

/** What a browser offers for notifications. */
export interface Notifier {
  permission(): NotificationPermission;
  /** Asks the person; only in answer to a press. */
  ask(): Promise<NotificationPermission>;
  /** Subscribes to the key of a house, or gives the subscription to it that there is. It may never answer. */
  subscribe(key: string): Promise<Subscription>;
  /** Ends the subscription that there is, also without a network, and takes away what was shown; its address. */
  unsubscribe(): Promise<string>;
  /** Runs with each word of the service worker; the answer stops it. */
  hear(run: (word: { type?: string; kind?: string }) => void): () => void;
}

/** This browser's; null where it has none. */
export function notifier(): Notifier | null {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return null;
  return {
    permission: () => Notification.permission,
    ask: () => Notification.requestPermission(),
    subscribe,
    unsubscribe,
    hear: (run) => {
      const heard = (event: MessageEvent) => run(event.data ?? {});
      navigator.serviceWorker.addEventListener('message', heard);
      return () => navigator.serviceWorker.removeEventListener('message', heard);
    },
  };
}

async function subscribe(key: string): Promise<Subscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  // One that belongs to another key would be refused by every push service.
  if (known !== null && !isFor(known, key)) await known.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: key };
  const { endpoint = '', keys = {} } = (await pushManager.subscribe(options)).toJSON();
  return { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } };
}

async function unsubscribe(): Promise<string> {
  const registration = await navigator.serviceWorker.ready;
  const known = await registration.pushManager.getSubscription();
  await known?.unsubscribe();
  // What it says of people in danger would lie open to whoever has this phone next.
  for (const shown of await registration.getNotifications()) shown.close();
  return known?.endpoint ?? '';
}

function isFor({ options }: PushSubscription, key: string): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer());
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === key;
}
