/*
 * How one came to a page. The browser keeps the place on a page that one goes back to; on every other, one begins at
 * its top, also where an address was put in place of another.
 */

/** The page that shows, and the one from which a press led here: null after the browser's own back or forward. */
let here: { path: string; from: string | null } | null = null;
let popped: string | null = null;

globalThis.addEventListener?.('popstate', () => {
  popped = location.pathname;
});

/** Takes down that a page shows: one that was not gone back to is shown from its top. */
export function arrive(path: string): void {
  if (here?.path === path) return;
  const back = popped === path;
  popped = null;
  if (here !== null && !back) globalThis.scrollTo(0, 0);
  here = { path, from: back ? null : (here?.path ?? null) };
}

/** Goes to a page that comes instead of this one; where a press there led here, by going back to it. */
export function leaveFor(address: string, route: (address: string, replace: boolean) => void): void {
  if (here?.from === address) history.back();
  else route(address, true);
}
