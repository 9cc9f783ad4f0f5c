import { date, dayAndClock } from '#text/dates';
import { isolate } from '#text/isolate';

export const heading = 'Conflicts';
export const intro =
  'Two people wrote different values without having seen each other’s. Both are kept. Choose the one that is right.';
export const none = 'No open conflicts';
export const noneHelp = 'When two people write different values, both are kept and shown here.';
export const stands = 'Stands now';
export const aside = 'Kept aside';
export const another = 'Another value';
export const anotherMissing = 'Enter the value, or choose one of the two.';
export const choose = 'Which is right?';
export const confirm = 'Use this value';
export const settled = 'Settled. Both values stay in the history.';
export const staysDeleted = 'Stays deleted';
export const comesBack = 'Comes back, with what was added';
export const staysHere = 'Stays';
export const isDeleted = 'Is deleted';
export const notSeen = 'Written without having seen the other value.';
export const added = 'What was added';

const kinds: Readonly<Record<string, string>> = {
  note: 'note',
  contact: 'contact',
  client: 'client',
};

/** Tells of a deletion that met an edit, whichever came first. */
export function deletion(kind: string, deletedFirst: boolean): string {
  const what = kinds[kind] ?? 'record';
  return deletedFirst
    ? `Somebody deleted this ${what}; somebody else added to it`
    : `Somebody added to this ${what}; somebody else deleted it`;
}

/** Says that the record of a conflict was deleted since, and what choosing does then. */
export function isGone(kind: string): string {
  return `Somebody has deleted this ${kinds[kind] ?? 'record'} since. Any value but the one that stands brings it back.`;
}

/** Says that a case has ended, which may be why one of the values is no longer wanted. */
export function ended(on: string | null, reason: string | null): string {
  const day = on === null ? '' : ` on ${date(on)}`;
  return `This case ended${day}${reason === null ? '' : `: ${reason.toLowerCase()}`}. One of the values may have been written before that was known.`;
}

/** Says what the writer of the value kept aside had seen; null where it was empty. */
export function hadSeen(value: string | null): string {
  return value === null ? 'Had seen it empty.' : `Had seen: ${value}`;
}

/** Counts the conflicts about one client. */
export function count(many: number): string {
  return many === 1 ? '1 to settle' : `${many} to settle`;
}

/** Says who wrote a value and when. */
export function by(name: string | null, at: string | null, zone: string): string {
  const who = name ?? 'Somebody';
  return at === null ? who : `${isolate(who)}, ${dayAndClock(at, zone)}`;
}

/** Names the field and the client that a conflict is about. */
export function about(field: string, client: string): string {
  return `${field} of ${client}`;
}

/** Tells a writer which of the two values is theirs. */
export function yours(field: string, value: string): string {
  return `${field}: you wrote ${value}`;
}
