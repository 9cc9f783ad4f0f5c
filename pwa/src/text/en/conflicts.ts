import { dayAndClock } from '#text/dates';

export const heading = 'Conflicts';
export const intro =
  'Two people wrote different values without having seen each other’s. Both are kept. Choose the one that is right.';
export const none = 'No open conflicts';
export const noneHelp = 'When two people write different values, both are kept and shown here.';
export const stands = 'Stands now';
export const aside = 'Kept aside';
export const another = 'Another value';
export const choose = 'Which is right?';
export const confirm = 'Use this value';
export const settled = 'Settled. Both values stay in the history.';
export const deleted = 'Deleted';
export const notDeleted = 'Not deleted';

/** Says who wrote a value and when. */
export function by(name: string | null, at: string | null, zone: string): string {
  const who = name ?? 'Somebody';
  return at === null ? who : `${who}, ${dayAndClock(at, zone)}`;
}

/** Names the field and the client that a conflict is about. */
export function about(field: string, client: string): string {
  return `${field} of ${client}`;
}
