import type { View } from '#domain/view';
import type { Database } from '#storage/database';
import { keepView } from '#storage/views';

/** Coming back to a screen within this time is still the same look. */
const SAME_LOOK_MS = 15 * 60_000;

/** So many does the log take; nobody reads through more at once. */
const MOST_CLIENTS = 100;

/** What one person has looked at on this phone, until the server has it in its log. */
export class Views {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #looks = new Map<string, number>();

  /** `now` is the server's time, in milliseconds. */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Notes that something is on the screen, or has left it. Never fails: whoever reads is not held up by it. */
  async note(seen: Omit<View, 'at'>): Promise<void> {
    const now = this.#now();
    const look = JSON.stringify([seen.verb, seen.screen, seen.clients, seen.record]);
    const before = seen.verb === 'exported' ? undefined : this.#looks.get(look);
    // A look that lies ahead was before the clock was set back.
    if (before !== undefined && Math.abs(now - before) < SAME_LOOK_MS) return;
    this.#looks.set(look, now);
    const clients = seen.clients.slice(0, MOST_CLIENTS);
    // A phone that cannot keep even this shows what is asked for all the same.
    await keepView(this.#db, { at: new Date(now).toISOString(), ...seen, clients }).catch(() => undefined);
  }
}
