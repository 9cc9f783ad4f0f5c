/** A moment of the page's life that somebody may want to hear of. */
export type Moment = 'hidden' | 'shown' | 'online';

export interface Locks {
  request<T>(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<T>,
  ): Promise<T>;
}

/** News between the tabs of one browser. */
export interface Channel {
  post(message: unknown): void;
  listen(run: (message: unknown) => void): void;
  close(): void;
}

/** A stream of words from the server. */
export interface Stream {
  listen(word: string, run: () => void): void;
  failed(run: () => void): void;
  close(): void;
}

/**
 * Everything that is not ours, handed down from the top: the clock, chance, the network, the disk.
 *
 * Nothing else reads the world, so that a simulation can put another one in its place.
 */
export interface Outside {
  /** Milliseconds by the device's own clock. */
  now(): number;
  /** A new UUIDv7. */
  id(): string;
  /** A number from 0 up to 1. */
  random(): number;
  /** Runs later; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** Packs a text, where the browser can. */
  readonly gzip: ((text: string) => Promise<Uint8Array<ArrayBuffer>>) | null;
  stream(path: string): Stream | null;
  readonly indexedDB: IDBFactory;
  readonly locks: Locks | null;
  channel(name: string): Channel;
  /** Runs at each such moment; the answer stops it. */
  on(moment: Moment, run: () => void): () => void;
  /** Asks the browser never to clear this site's storage by itself. */
  persist(): Promise<boolean>;
  /** How a person would know this device. */
  readonly deviceName: string;
}
