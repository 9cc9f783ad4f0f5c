import type { Entry, EntryState } from '#domain/record';
import type { Writing } from '#storage/database';
import { sealEntry } from '#storage/outbox';
import type { Queued } from '#storage/schema';

/** A change that goes on its way, from one of some states; `to` is null where it goes for good. */
export interface Move {
  readonly from: readonly EntryState[];
  readonly id: string;
  readonly to: Entry | null;
}

/** A move that can be made inside a transaction. */
export interface SealedMove extends Move {
  readonly seal: Queued | null;
}

/** Seals where the changes go; `now` is the server's time. */
export function sealMoves(moves: readonly Move[], now: string): Promise<SealedMove[]> {
  const since = Date.parse(now);
  return Promise.all(
    moves.map(async (move) => ({ ...move, seal: move.to && (await sealEntry(move.to, since)) })),
  );
}

/** Makes the moves of those that nobody has moved meanwhile, and gives these; each keeps its number. */
export async function makeMoves(tx: Writing, moves: readonly SealedMove[]): Promise<SealedMove[]> {
  const outbox = tx.objectStore('outbox');
  const made: SealedMove[] = [];
  for (const move of moves) {
    const there = await outbox.get(move.id);
    if (there === undefined || !move.from.includes(there.state as EntryState)) continue;
    await (move.seal === null ? outbox.delete(move.id) : outbox.put({ ...move.seal, order: there.order }));
    made.push(move);
  }
  return made;
}

/** Says what the moves change on the screen. */
export function shownOf(made: readonly Move[]): { marked: Entry[]; left: string[] } {
  const marked = made.flatMap(({ to }) => (to === null || to.state === 'sent' ? [] : [to]));
  const shown = new Set(marked.map((entry) => entry.change.id));
  return { marked, left: made.flatMap(({ id }) => (shown.has(id) ? [] : [id])) };
}
