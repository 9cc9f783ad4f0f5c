import { createHash } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import type { Channel, Files, Locks, Marks, Moment, Outside, Place, Sound, Stream } from '#domain/outside';
import type { Position } from '#domain/signal';
import type { Tune } from '#domain/tones';
import { uuid7 } from '#domain/uuid';

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

export const START = Date.parse('2026-11-23T10:00:00.000Z');

/** One browser on one device: its disk, its locks and the channels between its tabs. Time stands until told. */
export class World {
  indexedDB: IDBFactory = new IDBFactory();
  fetch: Fetch = () => Promise.reject(new TypeError('no network'));
  clock = START;
  persisted = 0;
  locate: () => Promise<Position | null> = async () => null;
  encrypt = (_key: JsonWebKey, text: string): Uint8Array => new TextEncoder().encode(`sealed ${text}`);
  files: FakeFiles | null = new FakeFiles();
  place: Place = 'tab';
  readonly marked = new Map<string, string>();
  readonly marks: Marks = {
    names: () => [...this.marked.keys()],
    read: (name) => this.marked.get(name) ?? null,
    write: (name, text) => void this.marked.set(name, text),
  };
  readonly downloads = new Map<string, string>();
  readonly streams: FakeStream[] = [];
  readonly locks = new FakeLocks();
  sound: FakeSound | null = new FakeSound();
  /** How many times the screen is kept from going dark. */
  awake = 0;
  readonly #timers = new Set<Timer>();
  readonly #moments: { moment: Moment; run: () => void }[] = [];
  readonly #channels = new Set<{ name: string; run: (message: unknown) => void }>();
  #ids = 0;

  /** What one tab sees of it. */
  tab(): Outside {
    return {
      now: () => this.clock,
      id: () => uuid7(this.clock, bytesOf(++this.#ids)),
      random: () => 0.5,
      after: (ms, run) => this.#after(ms, run),
      fetch: (path, init) => this.fetch(path, init),
      gzip: null,
      stream: () => this.#stream(),
      indexedDB: this.indexedDB,
      locks: this.locks,
      channel: (name) => this.#channel(name),
      on: (moment, run) => this.#on(moment, run),
      persist: async () => ++this.persisted > 0,
      digest: async (bytes) => createHash('sha256').update(bytes).digest(),
      files: this.files,
      marks: this.marks,
      reserveBytes: 1000,
      download: (name, text) => void this.downloads.set(name, text),
      sound: this.sound,
      keepAwake: async () => {
        this.awake += 1;
        return () => {
          this.awake -= 1;
        };
      },
      place: this.place,
      locate: () => this.locate(),
      battery: async () => 0.41,
      encrypt: async (key, text) => this.encrypt(key, text),
      deviceName: 'Test phone',
    };
  }

  /** What a tab sees that never hears of the others. */
  deafTab(): Outside {
    return { ...this.tab(), channel: () => ({ post() {}, listen() {}, close() {} }) };
  }

  /** The browser empties a database, beneath the pages that are open. */
  empties(database: string): Promise<unknown> {
    return new Promise((resolve) => {
      this.indexedDB.deleteDatabase(database).onsuccess = resolve;
    });
  }

  /** Lets time pass, and everything happen that was to happen by then. */
  async pass(ms: number): Promise<void> {
    const until = this.clock + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].sort((one, other) => one.due - other.due)[0];
      if (next === undefined || next.due > until) break;
      this.#timers.delete(next);
      this.clock = Math.max(this.clock, next.due);
      next.run();
      await settle();
    }
    this.clock = until;
  }

  /** Something happens to every page. */
  async happen(moment: Moment): Promise<void> {
    for (const one of [...this.#moments]) if (one.moment === moment) one.run();
    await settle();
  }

  #after(ms: number, run: () => void): () => void {
    const timer = { due: this.clock + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #on(moment: Moment, run: () => void): () => void {
    const one = { moment, run };
    this.#moments.push(one);
    return () => this.#moments.splice(this.#moments.indexOf(one), 1);
  }

  #channel(name: string): Channel {
    const own: { name: string; run: (message: unknown) => void }[] = [];
    return {
      post: (message) => {
        for (const other of this.#channels) {
          if (other.name === name && !own.includes(other))
            setImmediate(() => other.run(structuredClone(message)));
        }
      },
      listen: (run) => {
        own.push({ name, run });
        this.#channels.add(own.at(-1) as { name: string; run: () => void });
      },
      close: () => {
        for (const one of own) this.#channels.delete(one);
      },
    };
  }

  #stream(): Stream {
    const stream = new FakeStream();
    this.streams.push(stream);
    return stream;
  }
}

/** Files in folders, as the origin private file system keeps them. */
export class FakeFiles implements Files {
  readonly all = new Map<string, Uint8Array>();
  broken = false;
  async folders(): Promise<string[]> {
    return [...new Set([...this.all.keys()].map((key) => key.split('/')[0] ?? ''))];
  }
  async list(folder: string): Promise<string[]> {
    const start = `${folder}/`;
    return [...this.all.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  }
  async read(folder: string, name: string): Promise<Uint8Array | null> {
    return this.all.get(`${folder}/${name}`) ?? null;
  }
  async write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.broken) throw new DOMException('No.', 'NotAllowedError');
    this.all.set(`${folder}/${name}`, bytes);
  }
  async remove(folder: string, name: string): Promise<void> {
    this.all.delete(`${folder}/${name}`);
  }
}

/** A loudspeaker that a browser keeps silent until the page is touched. */
export class FakeSound implements Sound {
  touched = false;
  /** What it was asked to sound, in order. */
  readonly played: (Tune | null)[] = [];
  readonly #runs: (() => void)[] = [];
  #awake = false;
  ready(): boolean {
    return this.#awake;
  }
  async wake(): Promise<boolean> {
    this.#awake = this.touched;
    for (const run of this.#runs) run();
    return this.#awake;
  }
  play(tune: Tune | null): void {
    this.played.push(tune);
  }
  changed(run: () => void): void {
    this.#runs.push(run);
  }
}

/** A stream from the server, of which a test says what comes. */
class FakeStream implements Stream {
  closed = false;
  readonly #runs = new Map<string, () => void>();
  listen(word: string, run: () => void): void {
    this.#runs.set(word, run);
  }
  opened(run: () => void): void {
    this.#runs.set('opened', run);
  }
  failed(run: () => void): void {
    this.#runs.set('failed', run);
  }
  close(): void {
    this.closed = true;
  }
  say(word: string): void {
    if (!this.closed) this.#runs.get(word)?.();
  }
}

/** Web Locks, as far as they are used: exclusive, in order, given up while waiting, and stolen. */
class FakeLocks implements Locks {
  readonly #held = new Map<string, { steal: () => void }>();
  readonly #waiting = new Map<string, (() => void)[]>();

  async request<T>(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<T>,
  ): Promise<T> {
    if (options.steal) this.#held.get(name)?.steal();
    else if (this.#held.has(name)) await this.#turn(name, options.signal);
    return this.#hold(name, run);
  }

  #turn(name: string, signal?: AbortSignal): Promise<void> {
    const queue = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, queue);
    return new Promise((resolve, reject) => {
      queue.push(resolve);
      signal?.addEventListener('abort', () => {
        if (queue.includes(resolve)) queue.splice(queue.indexOf(resolve), 1);
        reject(new DOMException('Given up.', 'AbortError'));
      });
    });
  }

  #hold<T>(name: string, run: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const me = { steal: () => reject(new DOMException('Stolen.', 'AbortError')) };
      this.#held.set(name, me);
      const release = () => {
        if (this.#held.get(name) !== me) return;
        const next = this.#waiting.get(name)?.shift();
        if (next) next();
        else this.#held.delete(name);
      };
      run().then(resolve, reject).finally(release);
    });
  }
}

/** Lets everything run that is ready to run; the fake disk works in macrotasks. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 300; i++) await new Promise((resolve) => setImmediate(resolve));
}

function bytesOf(number: number): Uint8Array {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(6, number);
  return bytes;
}
