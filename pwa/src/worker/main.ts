/// <reference lib="webworker" />
import { takePushes } from '#worker/push';

/*
 * Keeps the app itself on the phone, so that it starts without a network for ever. It never touches /api/:
 * what people write is the page's business, and lives in its own database.
 */
declare const self: ServiceWorkerGlobalScope;
/** Every file of this build with its hash, and one hash over all; put in by the build. */
declare const __PRECACHE__: readonly [path: string, hash: string][];
declare const __REV__: string;

const PREFIX = 'app-';
const NAME = PREFIX + __REV__;
const FILES = new Map(__PRECACHE__);
const PAGE = '/index.html';

self.addEventListener('install', (event) => event.waitUntil(fetchAll()));

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/'))
    return;
  const path = FILES.has(pathname) ? pathname : event.request.mode === 'navigate' ? PAGE : null;
  if (path !== null) event.respondWith(answer(event.request, path));
});

takePushes(self);

// The page says when: never in the middle of a form.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});

// Background sync, where a browser has it: the pages do the work, in the same way as ever.
self.addEventListener('sync' as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
  (event as ExtendableEvent).waitUntil(nudgePages());
});

/** Fetches this version whole or not at all: a version with holes must never become the active one. */
async function fetchAll(): Promise<void> {
  const cache = await caches.open(NAME);
  const older = (await ownCaches()).filter((name) => name !== NAME);
  await Promise.all(__PRECACHE__.map(([path, hash]) => fetchOne(cache, older, path, hash)));
}

async function fetchOne(cache: Cache, older: readonly string[], path: string, hash: string): Promise<void> {
  const key = keyOf(path, hash);
  for (const name of older) {
    const same = await (await caches.open(name)).match(key);
    if (same) return cache.put(key, same);
  }
  const response = await fetch(path, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  // A browser refuses to show a page whose stored answer was redirected: keep a clean copy.
  const clean = response.redirected
    ? new Response(await response.blob(), { headers: response.headers })
    : response;
  await cache.put(key, clean);
}

async function takeOver(): Promise<void> {
  const old = (await ownCaches()).filter((name) => name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  // A browser whose cache is damaged, or whose disk is full, may not even open it: then as if there were none.
  const kept = await caches
    .match(keyOf(path, FILES.get(path) ?? ''), { cacheName: NAME })
    .catch(() => undefined);
  return kept ?? fetch(request);
}

async function nudgePages(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage({ type: 'SYNC' });
}

async function ownCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

function keyOf(path: string, hash: string): string {
  return `${path}?h=${hash}`;
}
