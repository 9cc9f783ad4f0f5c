import { type IDBPDatabase, type IDBPTransaction, wrap } from 'idb';
import type { Outside } from '#domain/outside';
import { isFull, RESERVE } from '#storage/room';
import { type Shelves, upgrade, VERSION } from '#storage/schema';

export type Store = 'base' | 'outbox' | 'drafts' | 'meta' | 'signals' | 'watch' | 'views';
export type Reading = IDBPTransaction<Shelves, Store[], 'readonly'>;
export type Writing = IDBPTransaction<Shelves, Store[], 'readwrite'>;

const PATIENCE_MS = 10_000;

/**
 * One person's database on this phone; opens itself when first used.
 *
 * Safari loses connections, and lets transactions hang, after the app was in the background. Both are met
 * the same way: the transaction is given up, the database opened anew, and the work done once more. Work
 * handed in must therefore bear being done twice.
 */
export class Database {
  #opened: Promise<IDBPDatabase<Shelves>> | null = null;
  readonly #outside: Outside;
  readonly #blocked: (is: boolean) => void;
  readonly name: string;

  /** `blocked` hears when another tab keeps the database from being brought to this version, and when no more. */
  constructor(outside: Outside, name: string, blocked: (is: boolean) => void = () => undefined) {
    this.#outside = outside;
    this.name = name;
    this.#blocked = blocked;
  }

  /** Runs `work` in one transaction that only reads. */
  read<T>(stores: Store[], work: (tx: Reading) => Promise<T>): Promise<T> {
    return this.#twice((db) => this.#run(db.transaction(stores, 'readonly'), work));
  }

  /**
   * Runs `work` in one transaction, all or nothing, and resolves once it is committed.
   *
   * `strict` waits for the disk: for whatever exists nowhere else yet; a full disk gives up its reserve for it.
   * `relaxed` may be lost with the power, and is for what the server can say again.
   */
  async write<T>(
    stores: Store[],
    durability: 'strict' | 'relaxed',
    work: (tx: Writing) => Promise<T>,
  ): Promise<T> {
    const attempt = () =>
      this.#twice((db) => this.#run(db.transaction(stores, 'readwrite', { durability }), work));
    try {
      return await attempt();
    } catch (error) {
      if (durability !== 'strict' || !isFull(error) || !(await this.#releaseReserve())) throw error;
      return attempt();
    }
  }

  /** Gives up the room that is kept back; tells whether there was any. */
  #releaseReserve(): Promise<boolean> {
    return this.write(['meta'], 'relaxed', async (tx) => {
      const there = await tx.objectStore('meta').getKey(RESERVE);
      await tx.objectStore('meta').delete(RESERVE);
      return there !== undefined;
    });
  }

  /** Lets go of the connection. */
  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    (await opened?.catch(() => null))?.close();
  }

  async #twice<T>(attempt: (db: IDBPDatabase<Shelves>) => Promise<T>): Promise<T> {
    try {
      return await attempt(await this.#open());
    } catch (error) {
      if (!isLost(error)) throw error;
      void this.close();
      return attempt(await this.#open());
    }
  }

  async #run<T, Tx extends Reading | Writing>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    let stop = () => {};
    const silence = new Promise<never>((_, reject) => {
      const say = () => reject(new DOMException('The database did not answer.', 'UnknownError'));
      stop = this.#outside.after(PATIENCE_MS, say);
    });
    const finish = async () => {
      const result = await work(tx);
      await tx.done;
      return result;
    };
    // The transaction's own end is awaited in `finish`; when the work fails before it, nobody else may complain.
    tx.done.catch(() => undefined);
    try {
      return await Promise.race([finish(), silence]);
    } catch (error) {
      giveUp(tx);
      // A request that was broken off says less than the transaction that broke it off.
      throw tx.error ?? error;
    } finally {
      stop();
    }
  }

  #open(): Promise<IDBPDatabase<Shelves>> {
    this.#opened ??= this.#connect();
    return this.#opened;
  }

  async #connect(): Promise<IDBPDatabase<Shelves>> {
    const request = this.#outside.indexedDB.open(this.name, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result, transaction } = request;
      if (transaction !== null) upgrade(result, transaction, oldVersion, this.#outside.now());
    };
    request.onblocked = () => this.#blocked(true);
    try {
      const db = wrap(await settled(request)) as unknown as IDBPDatabase<Shelves>;
      this.#blocked(false);
      const forget = () => {
        this.#opened = null;
      };
      db.addEventListener('close', forget);
      // A newer build wants to change the database: step aside, and open again when next needed.
      db.addEventListener('versionchange', () => {
        forget();
        db.close();
      });
      return db;
    } catch (error) {
      this.#opened = null;
      throw error;
    }
  }
}

function settled(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isLost(error: unknown): boolean {
  return (
    error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError')
  );
}

function giveUp(tx: Reading | Writing): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}
