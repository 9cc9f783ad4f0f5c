import { IDBFactory as Factory, forceCloseDatabase } from 'fake-indexeddb';

/** One write of a transaction. */
export interface Write {
  readonly store: string;
  readonly key: string;
  /** Undefined where the row was deleted. */
  readonly value: unknown;
  /** What lay there before the commit. */
  before?: unknown;
}

/** A transaction that was committed. */
export interface Commit {
  readonly database: string;
  readonly writes: readonly Write[];
  readonly strict: boolean;
}

/** What may go wrong on a disk; asked at each transaction that writes. */
export interface DiskFate {
  /** The transaction is aborted at its first write. */
  aborts(): boolean;
  /** The browser loses its connection to the database before the transaction. */
  disconnects(): boolean;
  /** Before the commit, or when it is done and nobody knows. True when the phone was killed by it. */
  dies(when: 'before' | 'after'): boolean;
  committed(commit: Commit): void;
}

const decoder = new TextDecoder();

type Rows = Map<string, unknown>;
type Stores = Map<string, Rows>;
type Databases = Map<string, Stores>;

interface Schema {
  readonly version: number;
  readonly stores: readonly {
    name: string;
    keyPath: string | null;
    indexes: readonly { name: string; keyPath: string | string[] }[];
  }[];
}

/**
 * A phone's disk: the fake IndexedDB, and beside it a copy of what was committed, of which it is known how
 * much survives when the power goes: all up to the last strict commit, and of the relaxed ones after it as many,
 * in order, as chance will have.
 */
export class Disk {
  factory: IDBFactory = new Factory();
  #now: Databases = new Map();
  #durable: Databases = new Map();
  #volatile: Commit[] = [];
  /** The most bytes that there is room for; null while there is enough. */
  #room: number | null = null;
  readonly #schemas = new Map<string, Schema>();
  readonly #fate: DiskFate;

  constructor(fate: DiskFate) {
    this.#fate = fate;
    this.#watch();
  }

  /** What was committed in one store. */
  rows(database: string, store: string): ReadonlyMap<string, unknown> {
    return this.#now.get(database)?.get(store) ?? new Map();
  }

  /** What would be left of a store if the power went now, at the worst. */
  durable(database: string, store: string): ReadonlyMap<string, unknown> {
    return this.#durable.get(database)?.get(store) ?? new Map();
  }

  /** Everything that was committed, as text, with the store in which it lies. */
  contents(): { place: string; text: string }[] {
    return [...this.#now.values()].flatMap((stores) =>
      [...stores].flatMap(([place, rows]) => [...rows.values()].map((row) => ({ place, text: textOf(row) }))),
    );
  }

  /** The power goes. `kept` says how many of so many relaxed commits had reached the disk. */
  kill(kept: (volatile: number) => number): void {
    for (const commit of this.#volatile.slice(0, kept(this.#volatile.length))) apply(this.#durable, commit);
    this.#now = copyOf(this.#durable);
    this.#begin();
  }

  /** The browser throws everything away. */
  evict(): void {
    this.#durable = new Map();
    this.#now = new Map();
    this.#begin();
  }

  /** Takes what another disk has, in place of what was here. */
  become(other: Disk): void {
    this.#durable = copyOf(other.#now);
    this.#now = copyOf(other.#now);
    for (const [name, schema] of other.#schemas) this.#schemas.set(name, schema);
    this.#begin();
  }

  /** Other things on the phone leave so many bytes; null, and there is room again. */
  fill(left: number | null): void {
    this.#room = left === null ? null : sizeOf(this.#now) + left;
  }

  get full(): boolean {
    return this.#room !== null;
  }

  /** Gets ready to be used again, with what is left. */
  async boot(): Promise<void> {
    for (const [database, stores] of this.#now) {
      const schema = this.#schemas.get(database);
      if (schema !== undefined) await rebuild(this.factory, database, schema, stores);
    }
    this.#watch();
  }

  #begin(): void {
    this.#volatile = [];
    this.factory = new Factory();
  }

  #watch(): void {
    const { factory } = this;
    const open = factory.open.bind(factory);
    factory.open = (name, version) => {
      const request = open(name, version);
      request.addEventListener('success', () => this.#follow(factory, request.result));
      return request;
    };
  }

  #follow(factory: IDBFactory, db: IDBDatabase): void {
    this.#schemas.set(db.name, schemaOf(db));
    const begin = db.transaction.bind(db);
    db.transaction = (stores, mode, options) => {
      if (mode === 'readwrite' && factory === this.factory && this.#fate.disconnects()) {
        forceCloseDatabase(db as unknown as Parameters<typeof forceCloseDatabase>[0]);
      }
      const tx = begin(stores, mode, options);
      if (mode === 'readwrite') this.#record(factory, tx);
      return tx;
    };
  }

  #record(factory: IDBFactory, tx: IDBTransaction): void {
    const writes: Write[] = [];
    const wrote = (write: Write) => {
      writes.push(write);
      if (factory !== this.factory) return;
      const first = writes.length === 1;
      if (first && this.#fate.dies('before')) return;
      if (first && this.#fate.aborts()) tx.abort();
      else if (!this.#fits({ database: tx.db.name, writes, strict: true })) abortFull(tx);
    };
    const find = tx.objectStore.bind(tx);
    const watched = new Set<IDBObjectStore>();
    tx.objectStore = (name) => {
      const store = find(name);
      if (!watched.has(store)) listenTo(store, wrote);
      watched.add(store);
      return store;
    };
    tx.addEventListener('complete', () => {
      if (factory !== this.factory || writes.length === 0) return;
      this.#commit({ database: tx.db.name, writes, strict: tx.durability === 'strict' });
    });
  }

  /** A transaction that only frees room is never too large. */
  #fits(commit: Commit): boolean {
    if (this.#room === null || commit.writes.at(-1)?.value === undefined) return true;
    const after = copyOf(this.#now);
    apply(after, commit);
    return sizeOf(after) <= this.#room;
  }

  #commit(commit: Commit): void {
    for (const write of commit.writes) write.before = this.rows(commit.database, write.store).get(write.key);
    apply(this.#now, commit);
    this.#volatile.push(commit);
    if (commit.strict) {
      for (const one of this.#volatile) apply(this.#durable, one);
      this.#volatile = [];
    }
    this.#fate.committed(commit);
    this.#fate.dies('after');
  }
}

/** Ends a transaction as a browser does that has no room for it. */
function abortFull(tx: IDBTransaction): void {
  (tx as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
}

/** About so many bytes: what is sealed counts, and a little for each row. */
function sizeOf(databases: Databases): number {
  let bytes = 0;
  for (const stores of databases.values())
    for (const rows of stores.values())
      for (const value of rows.values()) bytes += 20 + (bytesIn(value)?.length ?? 0);
  return bytes;
}

function textOf(value: unknown): string {
  const bytes = bytesIn(value);
  return bytes === null ? JSON.stringify(value) : decoder.decode(bytes);
}

function bytesIn(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  const { bytes } = (value ?? {}) as { bytes?: unknown };
  return bytes instanceof Uint8Array ? bytes : null;
}

function listenTo(store: IDBObjectStore, wrote: (write: Write) => void): void {
  const put = store.put.bind(store);
  const remove = store.delete.bind(store);
  store.put = (value, key) => {
    const path = store.keyPath as string | null;
    const request = put(value, key);
    wrote({ store: store.name, key: String(path === null ? key : value[path]), value });
    return request;
  };
  store.delete = (key) => {
    if (!['string', 'number'].includes(typeof key)) throw new Error('The model of the disk knows no ranges.');
    const request = remove(key);
    wrote({ store: store.name, key: String(key), value: undefined });
    return request;
  };
  store.clear = () => {
    throw new Error('The model of the disk knows no clear.');
  };
}

function apply(databases: Databases, { database, writes }: Commit): void {
  const stores = databases.get(database) ?? new Map<string, Rows>();
  databases.set(database, stores);
  for (const { store, key, value } of writes) {
    const rows = stores.get(store) ?? new Map<string, unknown>();
    stores.set(store, rows);
    if (value === undefined) rows.delete(key);
    else rows.set(key, value);
  }
}

function copyOf(databases: Databases): Databases {
  const copy = (stores: Stores): Stores => new Map([...stores].map(([name, rows]) => [name, new Map(rows)]));
  return new Map([...databases].map(([name, stores]) => [name, copy(stores)]));
}

function schemaOf(db: IDBDatabase): Schema {
  const names = [...db.objectStoreNames];
  const tx = names.length > 0 ? db.transaction(names) : null;
  const stores = names.map((name) => {
    const store = (tx as IDBTransaction).objectStore(name);
    const indexes = [...store.indexNames].map((index) => ({
      name: index,
      keyPath: store.index(index).keyPath,
    }));
    return { name, keyPath: store.keyPath as string | null, indexes };
  });
  return { version: db.version, stores };
}

function rebuild(factory: IDBFactory, name: string, schema: Schema, stores: Stores): Promise<void> {
  const request = factory.open(name, schema.version);
  request.onupgradeneeded = () => {
    for (const { name: store, keyPath, indexes } of schema.stores) {
      const made = request.result.createObjectStore(store, { keyPath });
      for (const index of indexes) made.createIndex(index.name, index.keyPath);
      for (const [key, value] of stores.get(store) ?? []) made.put(value, keyPath === null ? key : undefined);
    }
  };
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}
