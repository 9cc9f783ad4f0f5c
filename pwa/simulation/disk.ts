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
      if (writes.length > 1 || factory !== this.factory) return;
      if (this.#fate.dies('before')) return;
      if (this.#fate.aborts()) tx.abort();
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
    if (typeof key !== 'string') throw new Error('The model of the disk knows no ranges.');
    const request = remove(key);
    wrote({ store: store.name, key, value: undefined });
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
