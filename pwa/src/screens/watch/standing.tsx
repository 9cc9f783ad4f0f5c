import type { BoardAlert } from '#domain/board';
import { board as say } from '#text/en';

/** Where an alert stands, where that is more than being open; in red where nobody has been told. */
export function Standing({ alert }: { alert: BoardAlert }) {
  const found = say.standing(alert);
  if (found === null) return null;
  return (
    <p class={found.grave ? 'failure' : ''}>
      <strong>{found.words}</strong>
    </p>
  );
}
