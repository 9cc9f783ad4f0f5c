import type { Signal } from '@preact/signals';
import { type FunctionComponent, h, options, render, type VNode } from 'preact';
import { vi } from 'vitest';
import { ofNobody } from '#screens/shown';

/** What a hook gave when it was drawn last, in a part of a page that shows nothing. */
export interface Mounted<T> {
  readonly now: T;
  leave(): void;
}

/** Puts a hook on a page, as a part that shows nothing: what it gives is drawn anew as in a browser. */
export function mounted<T>(hook: () => T): Mounted<T> {
  return drawn(hook, (Part) => h(Part, {}));
}

/** Puts a hook on the screen of `/:name`, on which somebody goes from one name to another. */
export function mountedAt<T>(name: Signal<string>, hook: (name: string) => T): Mounted<T> {
  const draw = (Part: FunctionComponent<Named>) => {
    const screen = ofNobody({ '/:name': Part })['/:name'] as unknown as FunctionComponent<Named>;
    return h(() => h(screen, { name: name.value }), {});
  };
  return drawn(({ name }) => hook(name), draw);
}

interface Named {
  name: string;
}

function drawn<T, P>(hook: (props: P) => T, draw: (Part: FunctionComponent<P>) => VNode): Mounted<T> {
  // The place of the page: whatever shows nothing asks no more of it.
  const place = { childNodes: [] } as unknown as Element;
  vi.stubGlobal('document', { documentElement: place });
  vi.stubGlobal('location', { hash: '' });
  // Nothing is painted here, and what runs after the painting runs all the same.
  options.requestAnimationFrame = (run) => setImmediate(run);
  let now: T;
  const Part = (props: P) => {
    now = hook(props);
    return null;
  };
  render(draw(Part), place);
  return {
    get now() {
      return now;
    },
    leave: () => render(null, place),
  };
}
