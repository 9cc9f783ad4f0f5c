import type { Locks, Outside } from '#domain/outside';

const PATIENCE_MS = 60_000;

/**
 * Runs in one tab of this browser at a time.
 *
 * A tab that was frozen while it held the lock is passed over after a minute. Both may then be at work, which
 * costs a request and no more: answers are stored only on the cursor that they were asked with.
 */
export async function alone<T>(outside: Outside, name: string, run: () => Promise<T>): Promise<T> {
  return outside.locks === null ? run() : take(outside, outside.locks, name, run);
}

async function take<T>(outside: Outside, locks: Locks, name: string, run: () => Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const cancel = outside.after(PATIENCE_MS, () => waiting.abort());
  // Kept apart from the lock's own promise, which fails when the lock is stolen although the run goes on.
  let running: Promise<T> | null = null;
  const start = () => {
    cancel();
    running = run();
    return running;
  };
  try {
    return await locks.request(name, { signal: waiting.signal }, start);
  } catch (error) {
    if (running !== null) return running;
    if (!waiting.signal.aborted) throw error;
    return locks.request(name, { steal: true }, start);
  } finally {
    cancel();
  }
}
