import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

/** Fetches the bar of the watch for those who watch, apart: nobody else's app carries it. */
export function Watched() {
  const bar = useSignal<ComponentType | null>(null);
  useEffect(() => {
    import('#screens/watch/watch-bar').then(
      ({ WatchBar }) => {
        bar.value = WatchBar;
      },
      // Without a network before the app was on this phone whole: the pages themselves say so.
      () => undefined,
    );
  }, [bar]);
  const Bar = bar.value;
  return Bar && <Bar />;
}
