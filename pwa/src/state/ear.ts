import type { Outside } from '#domain/outside';
import { listen, type Nudges } from '#remote/nudges';

/** Listens for nudges in one tab of this browser only: each stream costs the server a thread. The answer stops it. */
export function listenAlone(outside: Outside, name: string, nudges: Nudges): () => void {
  let stop = () => {};
  let ended = false;
  const hear = () =>
    new Promise<void>((release) => {
      if (ended) return release();
      const close = listen(outside, nudges);
      stop = () => {
        close();
        release();
      };
    });
  const { locks } = outside;
  void (locks === null ? hear() : locks.request(`${name}:ear`, {}, hear));
  return () => {
    ended = true;
    stop();
  };
}
