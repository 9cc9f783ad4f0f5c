const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/** How long to wait after so many failures in a row: 1, 2, 4 … 30 seconds. A call for help does not wait longer. */
export function waitAfter(failures: number): number {
  return Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}
