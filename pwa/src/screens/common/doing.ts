import { useSignal } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import type { Done } from '#state/alerts';
import { alert, board } from '#text/en';

/** Something that only the server can do, and what is to be said about it. */
export interface Doing {
  busy: boolean;
  /** Why it did not go; null while there is nothing to say. */
  words: string | null;
  /** Does it; tells whether it was done. */
  run: (work: () => Promise<Done>) => Promise<boolean>;
}

/** For each reason what is said. */
type Failures = Readonly<Record<string, string>>;

/**
 * Keeps what a page is waiting for and why it did not go: nothing counts as done until the server has said so.
 *
 * The words are those of the watch, where others have to be told by other means, unless `failed` are given.
 */
export function useDoing(failed: Failures = alert.failed): Doing {
  const state = useSignal<{ busy: boolean; words: string | null }>({ busy: false, words: null });
  const run = useCallback(
    async (work: () => Promise<Done>) => {
      if (state.peek().busy) return false;
      state.value = { busy: true, words: null };
      const done = await work();
      state.value = { busy: false, words: wordsOf(done, failed) };
      return done.ok;
    },
    [state, failed],
  );
  return { ...state.value, run };
}

function wordsOf(done: Done, failed: Failures): string | null {
  if (done.ok) return null;
  if (done.reason === 'taken') return board.taken(done.by);
  const errors = done.reason === 'wrong' ? [...new Set(Object.values(done.errors).flat())] : [];
  return errors.length > 0 ? errors.join(' ') : (failed[done.reason] ?? failed.failed ?? null);
}
