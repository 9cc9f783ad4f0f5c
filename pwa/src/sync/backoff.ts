const FIRST_MS = 1_000;
const MOST_MS = 300_000;

/**
 * How long to wait after so many failures in a row: 1 second doubled each time, 5 minutes at most, and
 * never the same for two phones, so that they do not all come back at once. `random` is from 0 up to 1.
 */
export function backoff(failures: number, random: number): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** failures);
  return most / 2 + (most / 2) * random;
}
