import type { Position } from '#domain/signal';
import type { Tune } from '#domain/tones';

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
  /** Runs once the server has answered. */
  opened(run: () => void): void;
  failed(run: () => void): void;
  close(): void;
}

/** Files of this site's own that no person sees: the origin private file system. Names hold no slash. */
export interface Files {
  folders(): Promise<string[]>;
  list(folder: string): Promise<string[]>;
  read(folder: string, name: string): Promise<Uint8Array | null>;
  write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(folder: string, name: string): Promise<void>;
}

/** Small texts that lie apart from the database, so that one can tell that the other was emptied. */
export interface Marks {
  names(): string[];
  read(name: string): string | null;
  write(name: string, text: string): void;
}

/** What a page can sound. A browser keeps a page silent until somebody has touched it. */
export interface Sound {
  /** Whether it would be heard now, as far as the browser says. */
  ready(): boolean;
  /** Asks the browser to let this page sound, which it does at a touch; tells whether it will be heard. */
  wake(): Promise<boolean>;
  /** Sounds this in place of what sounds now; null is silence. */
  play(tune: Tune | null): void;
  /** Runs whenever `ready` may have changed. */
  changed(run: () => void): void;
}

/** Where the app runs: `ios_tab` is a browser tab of Safari's kind, which clears what it keeps after 7 days. */
export type Place = 'installed' | 'tab' | 'ios_tab';

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
  /** SHA-256. */
  digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** Null where the browser has none, or none that a page can write to. */
  readonly files: Files | null;
  readonly marks: Marks | null;
  /** How much room is kept back for text, in bytes. */
  readonly reserveBytes: number;
  /** Gives a text to the person as a file. */
  download(name: string, text: string): void;
  /** Null where the browser has none. */
  readonly sound: Sound | null;
  /** Keeps the screen from going dark while the page is shown, where the browser can; the answer lets it. */
  keepAwake(): Promise<() => void>;
  readonly place: Place;
  /** Where the device is; null where it cannot or may not say so within the time. */
  locate(ms: number): Promise<Position | null>;
  /** How full the battery is, from 0 to 1; null where the browser does not say. */
  battery(): Promise<number | null>;
  /** Seals a text for the holder of a key (RSA-OAEP with SHA-256). */
  encrypt(key: JsonWebKey, text: string): Promise<Uint8Array>;
  /** How a person would know this device. */
  readonly deviceName: string;
}
