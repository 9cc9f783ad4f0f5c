import type { TeamDevice } from '#state/devices';
import { team as say } from '#text/en';

/** What a supervisor should know of a phone beside what is unsent on it; mostly nothing. */
export function remarksOf({ differences, copied }: TeamDevice): string[] {
  const remarks: string[] = [];
  if (differences > 0) remarks.push(say.differences(differences));
  if (copied > 0) remarks.push(say.copied);
  return remarks;
}
