import { RETENTION_MS } from '#domain/protocol';
import type { TeamDevice } from '#state/devices';
import { team as say } from '#text/en';

/** What a supervisor should know of a phone beside what is unsent on it; mostly nothing. */
export function remarksOf(device: TeamDevice, now: Date, zone: string): string[] {
  const { differences, copied, emptied, missing } = device;
  const remarks: string[] = [];
  if (differences > 0) remarks.push(say.differences(differences));
  if (copied > 0) remarks.push(say.copied);
  if (emptied !== null && now.getTime() - Date.parse(emptied) < RETENTION_MS)
    remarks.push(say.emptied(emptied, missing, now, zone));
  return remarks;
}
