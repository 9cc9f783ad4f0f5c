import type { Outside } from '#domain/outside';

const AGAIN_MS = 30_000;

/** Listens for the server's nudges, opening the stream again after a while when it breaks. The answer stops it. */
export function listen(outside: Outside, word: 'sync' | 'alert', heard: () => void): () => void {
  let stop = () => {};
  let broken = false;
  const open = () => {
    // What was said while nobody could hear it is not said again.
    if (broken) heard();
    const stream = outside.stream('/api/v1/events');
    if (stream === null) return;
    stop = () => stream.close();
    stream.listen(word, heard);
    stream.failed(() => {
      stream.close();
      broken = true;
      stop = outside.after(AGAIN_MS * (1 + outside.random()), open);
    });
  };
  open();
  return () => stop();
}
