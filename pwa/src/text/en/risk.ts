import { date } from '#text/dates';

export { alone } from './visit';

export const heading = 'Risk brief';
export const addHeading = 'Say what is known';
export const changeHeading = 'Look at it again';
export const lookAgain = 'Look at it again, or change it';
export const add = 'Say what is known';
export const save = 'Save';
export const read = 'I have read it';
export const nobodySaid = 'Nobody has said anything about the risk of visiting here';
export const nobodySaidShort = 'Risk not known';
export const nobodySaidHelp =
  'That is not the same as no risk. Ask whoever sent them to you, and a colleague who knows the street.';
export const known = 'Known risk';
export const noneKnown = 'No risk known';
export const expired = 'No longer counts';
export const doNotVisit = 'Do not visit. Speak to your supervisor.';
export const nearMisses = 'What nearly went wrong here';
export const overdue = 'This should have been looked at again by now.';

// Of all clients
export const listHeading = 'Risks to look at again';
export const listIntro =
  'What was said about any of your team’s clients and has run out, or is due to be looked at. Ask whoever goes there, then change it or let it count longer.';
export const listExpired = 'No longer counts, and nothing was said since';
export const listDue = 'Due to be looked at';
export const listNone = 'Nothing is due';
export const listNoneHelp =
  'What is said about a risk has a day on which to look at it again. On that day it appears here.';

/** Says who said so, and when. */
export function saidBy(name: string, on: string): string {
  return `${name} said so on ${date(on)}.`;
}

/** Says when it is looked at again, and until when it counts. */
export function until(review: string | null, expiry: string | null): string {
  const looked = review === null ? 'No date to look at it again.' : `Look at it again on ${date(review)}.`;
  return expiry === null ? looked : `${looked} Counts until ${date(expiry)}.`;
}

/** Says how old what this phone knows is. */
export function asOf(when: string | null): string {
  return when === null ? 'This phone has not fetched anything yet.' : `As the server knew at ${when}.`;
}

export const alongDuty =
  'Go with nobody who is on duty: an alarm about you would ring on their phone, beside you.';

/** Warns where whoever goes along may be one of those who are told of an alarm about her. */
export function alongTold(name: string, is: 'watcher' | 'buddy'): string {
  const why = is === 'watcher' ? 'is on duty' : 'is your buddy for this visit';
  return `Is this ${name}? ${name} ${why}: an alarm about you would ring on their phone, beside you. Go with somebody else, or change that first.`;
}
