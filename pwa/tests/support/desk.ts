import type { Database } from '#storage/database';
import type { Desk } from '#sync/desk';
import { Patience } from '#sync/patience';
import { MORAG } from './server';
import type { World } from './world';

/** A new tab of Morag's at one database, from which the engine talks with the server. */
export function deskOf(world: World, db: Database, own: Partial<Desk> = {}): Desk {
  return {
    outside: world.tab(),
    db,
    person: MORAG.id,
    token: null,
    patience: new Patience(),
    heard: () => undefined,
    stopped: () => false,
    ...own,
  };
}
