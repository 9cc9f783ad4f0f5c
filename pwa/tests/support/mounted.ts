import { h, options, render } from 'preact';
import { vi } from 'vitest';

/** What a hook gave when it was drawn last, in a part of a page that shows nothing. */
export interface Mounted<T> {
  readonly now: T;
  leave(): void;
}

/** Puts a hook on a page, as a part that shows nothing: what it gives is drawn anew as in a browser. */
export function mounted<T>(hook: () => T): Mounted<T> {
  // The place of the page: whatever shows nothing asks no more of it.
  const place = { childNodes: [] } as unknown as Element;
  vi.stubGlobal('document', { documentElement: place });
  vi.stubGlobal('location', { hash: '' });
  // Nothing is painted here, and what runs after the painting runs all the same.
  options.requestAnimationFrame = (run) => setImmediate(run);
  let now: T;
  const Part = () => {
    now = hook();
    return null;
  };
  render(h(Part, null), place);
  return {
    get now() {
      return now;
    },
    leave: () => render(null, place),
  };
}
