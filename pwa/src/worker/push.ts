/// <reference lib="webworker" />
import { unreadable } from '#text/en/push';

/** What a push says. It never names a client: it lies open on a locked phone. */
interface Word {
  readonly title: string;
  readonly body: string;
  readonly url?: string;
  readonly alert?: string | null;
  readonly kind?: string;
  readonly message?: string;
  readonly organisation?: string;
}

/** A notification as browsers that can shake show it. */
type Shaking = NotificationOptions & { readonly vibrate: readonly number[]; readonly renotify: boolean };

interface Changed extends ExtendableEvent {
  readonly oldSubscription: PushSubscription | null;
  readonly newSubscription: PushSubscription | null;
}

const RECEIPTS = '/api/v1/push/receipts';
const SUBSCRIPTIONS = '/api/v1/push';
const HEADERS = { 'Content-Type': 'application/json', 'Doorstep-Build': '1' };
/** Pauses before each try of a receipt: without one the person is told in other ways too. */
const PAUSES_MS = [0, 2000, 8000];
const SHAKE_MS = [300, 100, 300, 100, 600];

/** Takes pushes: shows each, says so to the server and to open pages, and opens the app where it leads. */
export function takePushes(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener('push', (event) => event.waitUntil(take(scope, read(event.data))));
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const word: Word = event.notification.data;
    event.waitUntil(Promise.all([open(scope, word), acknowledge(word, 'opened')]));
  });
  scope.addEventListener('pushsubscriptionchange', (event) =>
    (event as ExtendableEvent).waitUntil(renew(scope, event as Changed)),
  );
}

function read(data: PushMessageData | null): Word {
  try {
    const word = data?.json();
    if (typeof word?.title === 'string' && typeof word.body === 'string') return word;
  } catch {
    // Whatever came, something happened.
  }
  return unreadable;
}

async function take(scope: ServiceWorkerGlobalScope, word: Word): Promise<void> {
  const options: Shaking = {
    body: word.body,
    // A later word about the same alert takes the place of the earlier one, and rings again.
    tag: word.alert ?? word.message ?? 'doorstep',
    renotify: true,
    requireInteraction: true,
    vibrate: SHAKE_MS,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    data: word,
  };
  await scope.registration.showNotification(word.title, options);
  const told = tellPages(scope, word);
  await Promise.all([told, acknowledge(word, 'shown')]);
}

async function tellPages(scope: ServiceWorkerGlobalScope, { alert, kind }: Word): Promise<void> {
  for (const page of await pagesOf(scope)) page.postMessage({ type: 'ALERT', alert, kind });
}

/** Says to the server what became of a push here. It needs no session: the message's id is secret enough. */
async function acknowledge({ organisation, message }: Word, event: 'shown' | 'opened'): Promise<void> {
  if (organisation === undefined || message === undefined) return;
  const body = JSON.stringify({ organisation, message, event });
  for (const pause of PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const answer = await fetch(RECEIPTS, { method: 'POST', headers: HEADERS, body }).catch(() => null);
    if (answer !== null && answer.status < 500) return;
  }
}

async function open(scope: ServiceWorkerGlobalScope, word: Word): Promise<void> {
  const url = new URL(word.url ?? '/', scope.location.origin);
  const address = url.origin === scope.location.origin ? url.href : '/';
  const page = (await pagesOf(scope)).find(({ focused }) => focused) ?? (await pagesOf(scope))[0];
  // A page that is not under our control cannot be sent anywhere.
  const sent = await page?.navigate(address).catch(() => null);
  if (sent) await sent.focus().catch(() => null);
  else await scope.clients.openWindow(address);
}

/** The browser has changed the address of its own accord: the server is told the new one. */
async function renew(scope: ServiceWorkerGlobalScope, event: Changed): Promise<void> {
  const key = event.oldSubscription?.options.applicationServerKey;
  if (!key && event.newSubscription === null) return; // the page sees to it at its next start
  const subscription =
    event.newSubscription ??
    (await scope.registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key ?? null,
    }));
  const { endpoint, keys } = subscription.toJSON();
  const body = JSON.stringify({ endpoint, keys, replaces: event.oldSubscription?.endpoint ?? '' });
  await fetch(SUBSCRIPTIONS, { method: 'POST', headers: HEADERS, body, credentials: 'same-origin' });
}

function pagesOf(scope: ServiceWorkerGlobalScope): Promise<readonly WindowClient[]> {
  return scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
}
