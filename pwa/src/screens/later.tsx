import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { Button } from '#parts/button';
import { Page } from '#screens/shell/page';
import { shell as say } from '#text/en';

/**
 * Puts off fetching a file of screens until one of them is shown or preloaded; the answer picks one by its name.
 *
 * The service worker keeps the files on the phone, so that none is missing without a network.
 */
export function later<Name extends string>(load: () => Promise<Record<Name, ComponentType<never>>>) {
  return (name: Name): ComponentType<never> =>
    lazy<ComponentType<never>>(() =>
      load().then(
        (file) => file[name],
        () => NotFetched,
      ),
    );
}

interface Preloaded {
  readonly preload?: () => unknown;
}

/** Fetches what may be opened next, so that a page that stays open asks for no file of an older version later. */
export function preload(screens: readonly Preloaded[]): void {
  for (const { preload: fetchNow } of screens) fetchNow?.();
}

/** What stands where a screen's file could not be fetched: before the app was on this phone whole. */
function NotFetched() {
  return (
    <Page title={say.failed}>
      <p>{say.notFetched}</p>
      <Button onClick={() => globalThis.location.reload()}>{say.tryAgain}</Button>
    </Page>
  );
}
