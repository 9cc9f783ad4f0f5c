/*
 * The browser keeps the place on a page that one goes back to; on every other, one begins at its top, also where an
 * address was put in place of another.
 */

let here: string | null = null;
let popped: string | null = null;

globalThis.addEventListener?.('popstate', () => {
  popped = location.pathname;
});

/** Takes down that a page shows: one that was not gone back to is shown from its top. */
export function arrive(path: string): void {
  if (here === path) return;
  if (here !== null && popped !== path) globalThis.scrollTo(0, 0);
  here = path;
  popped = null;
}
