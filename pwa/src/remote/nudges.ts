import type { Outside } from '#domain/outside';

const AGAIN_MS = 30_000;

/** What to do at each word of the server's. */
export type Nudges = Readonly<Record<'sync' | 'alert', () => void>>;

/**
 * Listens for the server's nudges. The answer stops it.
 *
 * A stream that breaks is opened again after a while, or as soon as the network or the person is back. What was
 * said meanwhile is not said again, so once it is open there is a nudge; one that only fails wakes nobody.
 */
export function listen(outside: Outside, nudges: Nudges): () => void {
  let close = () => {};
  /** Ends the wait for the next try; null while a stream is open. */
  let cancel: (() => void) | null = null;
  let missed = false;
  const catchUp = () => {
    if (!missed) return;
    missed = false;
    nudges.sync();
    nudges.alert();
  };
  const open = () => {
    cancel = null;
    const stream = outside.stream('/api/v1/events');
    if (stream === null) return;
    close = () => stream.close();
    for (const [word, heard] of Object.entries(nudges)) stream.listen(word, heard);
    stream.opened(catchUp);
    stream.failed(() => {
      stream.close();
      cancel = outside.after(AGAIN_MS * (1 + outside.random()), again);
    });
  };
  const again = () => {
    cancel?.();
    close();
    missed = true;
    open();
  };
  const ends = [
    // A stream over a network that went away may look open for ever.
    outside.on('online', again),
    outside.on('shown', () => cancel !== null && again()),
  ];
  open();
  return () => {
    for (const end of ends) end();
    cancel?.();
    close();
  };
}
