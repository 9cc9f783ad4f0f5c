import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from '#state/browser';
import { applyUpdate, keepApp, updateReady } from '#state/update';

class Page extends EventTarget {
  visibilityState = 'visible';
}

let page: Page;

beforeEach(() => {
  page = new Page();
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', {
    userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/140 Safari',
    locks: undefined,
  });
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    vi.stubGlobal(name, EventTarget.prototype[name].bind(new EventTarget()));
  }
});

afterEach(() => vi.unstubAllGlobals());

describe('the real world', () => {
  test('has a clock, chance, ids and timers', async () => {
    const world = browser();
    expect(Math.abs(world.now() - Date.now())).toBeLessThan(1000);
    expect(world.id()).not.toBe(world.id());
    expect(world.random()).toBeLessThan(1);
    const ran: string[] = [];
    world.after(1, () => ran.push('kept'));
    world.after(1, () => ran.push('cancelled'))();
    await vi.waitFor(() => expect(ran).toEqual(['kept']));
    expect(world.deviceName).toBe('Android, Chrome');
  });

  test('packs a text so that others can open it', async () => {
    const packed = await browser().gzip?.('kettle '.repeat(1000));
    expect(packed?.length).toBeLessThan(200);
    expect(gunzipSync(packed ?? new Uint8Array()).toString()).toBe('kettle '.repeat(1000));
  });

  test('tells when the page is hidden, and when it is shown again', () => {
    const world = browser();
    const heard: string[] = [];
    const stop = world.on('hidden', () => heard.push('hidden'));
    world.on('shown', () => heard.push('shown'));
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    stop();
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(heard).toEqual(['hidden', 'shown']);
  });

  test('carries news from tab to tab, and does without where it cannot', async () => {
    const [one, other] = [browser().channel('doorstep'), browser().channel('doorstep')];
    const heard = new Promise((resolve) => other.listen(resolve));
    one.post(['jean']);
    expect(await heard).toEqual(['jean']);
    one.close();
    other.close();
    vi.stubGlobal('BroadcastChannel', undefined);
    expect(() => browser().channel('doorstep').post([])).not.toThrow();
  });

  test('does without what a browser does not have', async () => {
    vi.stubGlobal('EventSource', undefined);
    expect(browser().stream('/api/v1/events')).toBeNull();
    expect(browser().locks).toBeNull();
    expect(await browser().persist()).toBe(false);
  });

  test('listens to a stream', () => {
    const made: EventTarget[] = [];
    class Source extends EventTarget {
      constructor() {
        super();
        made.push(this);
      }
      close(): void {}
    }
    vi.stubGlobal('EventSource', Source);
    const stream = browser().stream('/api/v1/events');
    const heard: string[] = [];
    stream?.listen('sync', () => heard.push('sync'));
    stream?.opened(() => heard.push('opened'));
    stream?.failed(() => heard.push('failed'));
    made[0]?.dispatchEvent(new Event('open'));
    made[0]?.dispatchEvent(new Event('sync'));
    made[0]?.dispatchEvent(new Event('error'));
    stream?.close();
    expect(heard).toEqual(['opened', 'sync', 'failed']);
  });
});

describe('a newer version of the app', () => {
  class Workers extends EventTarget {
    controller: object | null = {};
    registration = Object.assign(new EventTarget(), {
      waiting: null as object | null,
      installing: null as EventTarget | null,
    });
    register = async () => this.registration;
  }
  const keep = (workers: Workers, reload = () => {}, nudged = () => {}) =>
    keepApp(workers as unknown as ServiceWorkerContainer, reload, nudged);

  test('is said when it lies ready, and taken only when the person is', async () => {
    const workers = new Workers();
    let reloads = 0;
    await keep(workers, () => reloads++);
    expect(updateReady.value).toBe(false);
    const posted: unknown[] = [];
    workers.registration.installing = new EventTarget();
    workers.registration.dispatchEvent(new Event('updatefound'));
    workers.registration.waiting = { postMessage: (message: unknown) => posted.push(message) };
    workers.registration.installing.dispatchEvent(new Event('statechange'));
    expect(updateReady.value).toBe(true);
    expect(posted).toEqual([]);
    applyUpdate();
    expect(posted).toEqual([{ type: 'SKIP_WAITING' }]);
    workers.dispatchEvent(new Event('controllerchange'));
    workers.dispatchEvent(new Event('controllerchange'));
    expect(reloads).toBe(1);
  });

  test('does not reload the page when it is the first ever', async () => {
    const workers = new Workers();
    workers.controller = null;
    let reloads = 0;
    await keep(workers, () => reloads++);
    workers.dispatchEvent(new Event('controllerchange'));
    expect(reloads).toBe(0);
  });

  test('asks to be woken when the network is back, where a browser can', async () => {
    const workers = new Workers();
    (await keep(workers))();
    const tags: string[] = [];
    Object.assign(workers.registration, { sync: { register: async (tag: string) => void tags.push(tag) } });
    (await keep(workers))();
    expect(tags).toEqual(['outbox']);
  });

  test('passes on what the browser asks for in the background', async () => {
    const workers = new Workers();
    let nudges = 0;
    await keep(
      workers,
      () => {},
      () => nudges++,
    );
    workers.dispatchEvent(new MessageEvent('message', { data: { type: 'SYNC' } }));
    workers.dispatchEvent(new MessageEvent('message', { data: { type: 'OTHER' } }));
    expect(nudges).toBe(1);
  });
});
