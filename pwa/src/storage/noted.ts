import { type Mark, readMark } from '#domain/mark';
import type { Outside } from '#domain/outside';

/** What is counted apart from the database, so that one can tell what was in one that was emptied. */
export type Counted = 'drafts' | 'waiting-signals';

/** Notes how many there are now. */
export function noteCount({ marks }: Outside, database: string, what: Counted, count: number): void {
  marks?.write(`${database}:${what}`, String(count));
}

/** How many there were when that was last noted. */
export function notedCount({ marks }: Outside, database: string, what: Counted): number {
  return Number(marks?.read(`${database}:${what}`)) || 0;
}

/** Which device this was and how far it had come when that was last noted; null where nothing is. */
export function notedMark({ marks }: Outside, database: string): Mark | null {
  return readMark(marks?.read(database) ?? null);
}

/** Notes which device this is and how far it has come, where that is news; gives what is noted then. */
export function noteMark(
  { marks }: Outside,
  database: string,
  before: Mark | null,
  news: Partial<Mark>,
): Mark {
  const mark = { device: '', seq: 0, unsent: 0, ...before, ...news };
  if (before !== null && JSON.stringify(mark) === JSON.stringify(before)) return before;
  marks?.write(database, JSON.stringify(mark));
  return mark;
}
