import type { PersonHere } from '#state/people';
import { safe, people as say } from '#text/en';

/** Says what somebody has that exists only on this phone, a sentence each; nothing where there is nothing. */
export function leftWords({ person, atWork, left, signals }: PersonHere, now: Date): string[] {
  const { name } = person;
  if (left === null) return [say.notLookedAt(name)];
  const { unsent, oldestUnsent, waitsForThem, refused, drafts, missing } = left;
  const sending = atWork
    ? safe.unsent(unsent, oldestUnsent, now)
    : say.stillSending(name, unsent, oldestUnsent, now);
  const found: readonly [number, string][] = [
    [unsent, waitsForThem ? say.waitsFor(name, unsent) : sending],
    [refused, atWork ? safe.refused(refused) : say.refused(name, refused)],
    [drafts, atWork ? safe.unfinished(drafts) : say.unfinished(name, drafts)],
    [missing, atWork ? safe.missing(missing) : say.missing(name, missing)],
    [signals, atWork ? safe.pressed(signals) : say.pressed(name, signals)],
  ];
  return found.flatMap(([count, words]) => (count > 0 ? [words] : []));
}
