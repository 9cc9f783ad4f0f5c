import type { Outside } from '#domain/outside';

/** Under this it stands whose notifications are on here; empty where nobody's are any more. */
export const MARK = 'push';

/** Whether anybody ever turned notifications on here: else there is nothing to see to. */
export function hasRung({ marks }: Outside): boolean {
  return (marks?.read(MARK) ?? null) !== null;
}
