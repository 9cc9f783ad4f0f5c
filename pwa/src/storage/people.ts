import { type IDBPDatabase, wrap } from 'idb';
import type { Outside } from '#domain/outside';
import type { Person } from '#domain/person';

/*
 * Who has signed in on this phone, so that the app opens without a network for whoever was last at work.
 * Nothing about clients is in this database.
 */

const NAME = 'doorstep';

/** The name of the database of one person in one organisation. */
export function databaseOf(person: Person): string {
  return `${NAME}:${person.organisation.id}:${person.id}`;
}

/** Who is at work on this phone now; null after they signed out. */
export async function currentPerson(outside: Outside): Promise<Person | null> {
  return using(outside, async (db) => {
    const name = await db.get('people', 'current');
    return typeof name === 'string' ? ((await db.get('people', name)) ?? null) : null;
  });
}

/** Who was last at work on this phone, also after they signed out; null where nobody ever was. */
export async function lastPerson(outside: Outside): Promise<Person | null> {
  return using(outside, async (db) => {
    const name = await db.get('people', 'last');
    return typeof name === 'string' ? ((await db.get('people', name)) ?? null) : null;
  });
}

/** Everybody who has ever been at work on this phone. */
export async function allPeople(outside: Outside): Promise<Person[]> {
  return using(outside, async (db) => {
    const keys = (await db.getAllKeys('people')).filter((key) => key !== 'current' && key !== 'last');
    return Promise.all(keys.map((key) => db.get('people', key)));
  });
}

/** Remembers who is at work now; null when they sign out. Nobody is ever removed: their work may be unsent. */
export async function rememberPerson(outside: Outside, person: Person | null): Promise<void> {
  await using(outside, async (db) => {
    const tx = db.transaction('people', 'readwrite', { durability: 'strict' });
    if (person !== null) {
      await tx.store.put(person, databaseOf(person));
      await tx.store.put(databaseOf(person), 'last');
    }
    await tx.store.put(person === null ? null : databaseOf(person), 'current');
    await tx.done;
  });
}

/** Takes what the server says of a person now, for the next time the app is opened. */
export async function updatePerson(outside: Outside, person: Person): Promise<void> {
  await using(outside, (db) => db.put('people', person, databaseOf(person)));
}

async function using<T>(outside: Outside, work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const request = outside.indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('people');
  const db = (await wrap(request)) as unknown as IDBPDatabase;
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
