import { same } from '#domain/canonical';
import type { Data, Entry, Row } from '#domain/record';

/** What a mended change says: the fields, what its writer saw in them, and on which version that stands. */
export interface Mended {
  readonly base: number;
  readonly set: Data;
  readonly was?: Data;
}

/**
 * Makes one new change of those that were refused and of what was typed to mend them.
 *
 * What was refused hides on the screen what the server has had since: so its writer has seen what stood there when
 * they began, and nothing newer. Of the other fields they have seen what their form `showed`.
 *
 * Null where nothing is left that differs from what the server has.
 */
export function mend(
  row: Row | undefined,
  stuck: readonly Entry[],
  typed: Data,
  showed: Data = {},
): Mended | null {
  const set: Data = Object.assign({}, ...stuck.map((entry) => entry.change.set ?? {}), typed);
  if (row === undefined) {
    const answered = Object.entries(set).filter(([, value]) => value !== null);
    return { base: 0, set: Object.fromEntries(answered) };
  }
  const began = stuck.map(({ change }) => change.was ?? ownIn(row, change.set));
  const seen: Data = Object.assign({}, showed, ...began.reverse());
  const names = Object.keys(set).filter((name) => !same(set[name], row.data[name]));
  if (names.length === 0) return null;
  return {
    base: row.version,
    set: Object.fromEntries(names.map((name) => [name, set[name]])),
    was: Object.fromEntries(
      names.map((name) => [name, (name in seen ? seen[name] : row.data[name]) ?? null]),
    ),
  };
}

/**
 * What the writer of a change without old values has seen: of what stands now only what is their own. It began a
 * record, or lost them when its client had to be forgotten.
 */
function ownIn(row: Row, set: Data = {}): Data {
  const own = (name: string) => (same(set[name], row.data[name]) ? set[name] : null);
  return Object.fromEntries(Object.keys(set).map((name) => [name, own(name)]));
}
