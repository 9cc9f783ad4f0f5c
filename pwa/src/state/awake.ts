import type { Outside } from '#domain/outside';

/**
 * Keeps the screen from going dark as long as a board is open. The answer lets it.
 *
 * A browser lets go whenever the page is hidden, so it is asked again each time the page is shown.
 */
export function stayAwake(outside: Outside): () => void {
  let release = () => {};
  let ended = false;
  const hold = async () => {
    const given = await outside.keepAwake();
    release();
    release = given;
    if (ended) release();
  };
  void hold();
  const stop = outside.on('shown', () => void hold());
  return () => {
    ended = true;
    stop();
    release();
    release = () => {};
  };
}
