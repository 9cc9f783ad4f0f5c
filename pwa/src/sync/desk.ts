import type { Outside } from '#domain/outside';
import type { Database } from '#storage/database';
import type { Applied } from '#storage/page';
import type { Patience } from '#sync/patience';

/** How far the feed has been read, as stored with an answer, and before it; and when that was, by the server's clock. */
export interface Place {
  readonly asked: string | null;
  readonly cursor: string | null;
  readonly now: string;
  readonly fetched: boolean;
}

/**
 * What the engine works with. `heard` is told of each answer once it is stored; `stopped` is asked before each
 * request whether to go on: the person may have signed out, and the cookie be somebody else's.
 */
export interface Desk {
  readonly outside: Outside;
  readonly db: Database;
  /** Whose work this is. */
  readonly person: string;
  /** Hands in, and only that, for somebody who is not signed in; null for the one who is. */
  readonly token: string | null;
  readonly patience: Patience;
  readonly heard: (applied: Applied, place: Place) => void;
  readonly stopped: () => boolean;
}
