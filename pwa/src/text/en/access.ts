import type { Reason } from '#domain/access';

export const heading = 'Open a client who is not yours';
export const link = 'Somebody who is not on this list?';
export const lead =
  'For cover and for emergencies. It lasts four hours, your supervisor is told at once, and everything is in the log.';
export const why = 'Why do you need it?';
export const note = 'Say why, in a sentence';
export const noteHint = 'For your supervisor';
export const known = 'What do you know of them?';
export const knownHint = 'The last name, and one thing more. Only an exact match is found.';
export const lastName = 'Last name';
export const firstName = 'First name';
export const born = 'Date of birth';
export const bornHint = 'For example, 5 2 1980';
export const postcode = 'Postcode';
export const lastNameMissing = 'Enter their last name.';
export const moreMissing = 'Enter one thing more: their first name, date of birth or postcode.';
export const needsNetwork = 'It needs a network.';
export const offline =
  'There is no network. This needs one, because only the server knows who is not on this phone.';
export const find = 'Find';
export const finding = 'Looking…';
export const none = 'Nobody is found by this. Check the spelling, or ask your supervisor.';
export const tooMany = 'More than a few fit. Say one thing more.';
export const opened = 'Open. It ends by itself in four hours.';
export const fetching = 'What is known of them is on its way to this phone.';
export const go = 'Go to their page';
export const banner = 'You are not their case manager';
export const bannerBody =
  'You opened these records for four hours. Then they leave this phone by themselves; what you write stays. Your supervisor has been told.';

export const reasons: Readonly<Record<Reason, { words: string; more: string }>> = {
  cover: { words: 'Cover', more: 'Their case manager is away' },
  emergency: { words: 'Emergency', more: 'Somebody is in danger, or may be' },
  safeguarding: { words: 'Safeguarding', more: 'A concern has been raised' },
  other: { words: 'Another reason', more: 'Say which below' },
};

/** Offers to open a client: `Open Jean Bell, born 1980, for four hours`. */
export function open(name: string, year: number | null): string {
  return `Open ${name}${year === null ? '' : `, born ${year}`}, for four hours`;
}
