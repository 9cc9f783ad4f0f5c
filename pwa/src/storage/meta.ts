import type { Lost } from '#domain/mark';
import type { Reading, Writing } from '#storage/database';

/** What a comparison with the server has found. */
export interface Compared {
  readonly at: string;
  /** How many clients, or records about nobody, differed. */
  readonly differed: number;
  /** Whether it was made because the server had been set back: then differences are no fault. */
  readonly restored: boolean;
}

/** What became of the work on this phone when its database was emptied, by the browser or a fault. */
export interface Loss {
  readonly at: string;
  /** How many unsent changes were found in their second copy. */
  readonly recovered: number;
  readonly missing: number;
  /** The same of drafts; an app that copied none has left this out. */
  readonly drafts?: { readonly recovered: number; readonly missing: number };
  /** How many signals were lost that were not sent. */
  readonly signals?: number;
}

/** What this phone remembers of its talk with the server, in the database that it is about. */
export interface Meta {
  /** How far the server's feed has been read. Written only together with the rows that it covers. */
  cursor: string | null;
  /** The cursor that a server which was set back did not know: all that is kept was sent again since. */
  saidAgain: string | null;
  /** This device, as the server knows it. */
  device: string | null;
  /** Tells this database from one that was made when it had been emptied; null where an older app has made it. */
  born: string | null;
  /** What it was called before, as long as the server has not been told. */
  formerly: string[];
  /** The number of the last change in this device's sequence. */
  seq: number;
  /** How far the server's clock is ahead, in milliseconds; null until it was measured. */
  offset: number | null;
  /** Whether the feed has been read to its end once. */
  fetched: boolean;
  /** When the server last answered, by the server's clock. */
  heard: string | null;
  /** How much the server last heard to be unsent here, and when, in milliseconds of its clock. */
  reported: { readonly unsent: number; readonly at: number } | null;
  /** Clients of whom nothing may stay here. */
  forgotten: string[];
  /** Those of them of which the server has not been told yet that they are gone. */
  unconfirmed: string[];
  compared: Compared | null;
  /** When the next comparison is due, in milliseconds of the server's clock. */
  compareDue: number | null;
  /** Decisions that the writer has seen and put away. */
  putAway: string[];
  /** When the risk brief of a client was read last, and what stood in it, by the client. */
  briefed: Readonly<Record<string, { readonly at: string; readonly seen: string }>>;
  /** With which this device hands in its person's work while somebody else is signed in. */
  token: { readonly device: string; readonly token: string } | null;
  /** Told until the person has read it. */
  loss: Loss | null;
  /** The same for the server: told until it has answered. */
  lost: Lost | null;
}

const BLANK: Meta = {
  cursor: null,
  saidAgain: null,
  device: null,
  born: null,
  formerly: [],
  seq: 0,
  offset: null,
  fetched: false,
  heard: null,
  reported: null,
  forgotten: [],
  unconfirmed: [],
  compared: null,
  compareDue: null,
  putAway: [],
  briefed: {},
  token: null,
  loss: null,
  lost: null,
};

/** Reads everything that is remembered. */
export async function readMeta(tx: Reading | Writing): Promise<Meta> {
  const store = tx.objectStore('meta');
  const names = Object.keys(BLANK);
  const found = await Promise.all(names.map((name) => store.get(name)));
  return Object.assign(
    {},
    BLANK,
    Object.fromEntries(names.map((name, i) => [name, found[i]]).filter(([, v]) => v !== undefined)),
  );
}

/** Remembers some things anew, within the transaction of whatever they belong to. */
export async function putMeta(tx: Writing, some: Partial<Meta>): Promise<void> {
  const store = tx.objectStore('meta');
  await Promise.all(Object.entries(some).map(([name, value]) => store.put(value, name)));
}
