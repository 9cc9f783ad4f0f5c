import type { Channel, Moment, Outside, Stream } from '#domain/outside';
import { uuid7 } from '#domain/uuid';
import { battery, encrypt, locate } from '#state/device';
import { download, files, marks, placeOf } from '#state/keeping';
import { sound } from '#state/sounding';

/** The real world: the only place that reads the browser's clock, chance, network, disk and locks. */
export function browser(): Outside {
  return {
    now: () => Date.now(),
    id: () => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    random: () => Math.random(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    fetch: (path, init) => globalThis.fetch(path, init),
    gzip: typeof CompressionStream === 'undefined' ? null : gzip,
    stream: (path) => (typeof EventSource === 'undefined' ? null : stream(path)),
    indexedDB: globalThis.indexedDB,
    locks: navigator.locks ?? null,
    channel,
    on,
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    digest: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
    files: files(),
    marks: marks(),
    reserveBytes: 5 * 1024 * 1024,
    download,
    sound: sound(),
    keepAwake,
    place: placeOf(navigator),
    locate,
    battery,
    encrypt,
    deviceName: nameOf(navigator.userAgent),
  };
}

async function keepAwake(): Promise<() => void> {
  const lock = await navigator.wakeLock?.request('screen').catch(() => null);
  return () => void lock?.release();
}

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function stream(path: string): Stream {
  const source = new EventSource(path);
  return {
    listen: (word, run) => source.addEventListener(word, run),
    opened: (run) => source.addEventListener('open', run),
    failed: (run) => source.addEventListener('error', run),
    close: () => source.close(),
  };
}

function channel(name: string): Channel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => {}, listen: () => {}, close: () => {} };
  const line = new BroadcastChannel(name);
  return {
    post: (message) => line.postMessage(message),
    listen: (run) => line.addEventListener('message', (event) => run(event.data)),
    close: () => line.close(),
  };
}

function on(moment: Moment, run: () => void): () => void {
  if (moment === 'online') return add(globalThis, 'online', run);
  const wanted = moment === 'hidden' ? 'hidden' : 'visible';
  const stop = add(document, 'visibilitychange', () => {
    if (document.visibilityState === wanted) run();
  });
  // Some browsers close a page without hiding it first, and show one again from their memory.
  const stopToo = add(globalThis, moment === 'hidden' ? 'pagehide' : 'pageshow', run);
  return () => {
    stop();
    stopToo();
  };
}

function add(target: EventTarget, event: string, run: () => void): () => void {
  target.addEventListener(event, run);
  return () => target.removeEventListener(event, run);
}

const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'CrOS', 'Mac OS X', 'Linux'];
const APPS = ['Firefox', 'Edg', 'SamsungBrowser', 'Chrome', 'Safari'];
const PLAIN: Record<string, string> = {
  'Mac OS X': 'Mac',
  CrOS: 'Chromebook',
  Edg: 'Edge',
  SamsungBrowser: 'Samsung',
};

/** Enough of a name to know one's phone again in a list of two or three. */
function nameOf(agent: string): string {
  const found = [SYSTEMS, APPS].map((words) => words.find((word) => agent.includes(word)) ?? 'unknown');
  return found.map((word) => PLAIN[word] ?? word).join(', ');
}
