import type { Outside } from '#domain/outside';

/** What is counted apart from the database, so that one can tell what was in one that was emptied. */
type Counted = 'drafts' | 'waiting-signals';

/** Notes how many there are now. */
export function noteCount({ marks }: Outside, database: string, what: Counted, count: number): void {
  marks?.write(`${database}:${what}`, String(count));
}

/** How many there were when that was last noted. */
export function notedCount({ marks }: Outside, database: string, what: Counted): number {
  return Number(marks?.read(`${database}:${what}`)) || 0;
}
