export const heading = 'At a glance';
export const none = 'Nobody of your team has a client on this device yet.';
export const clients = 'Clients not ended';
export const contacts = 'Contacts this week';
export const missed = 'Did not attend this week';
export const owed = 'Notes owed';
export const owedHelp =
  'Meetings of the last four weeks that took place, without a summary and without a note.';
export const unsent = 'Unsent on a phone';
export const waiting = 'Waiting for you';
export const out = 'Out on a watched visit';
export const empty = 'Nothing here.';
export const unknown = 'Nobody of your team has this address';
export const lists = 'Lists';
export const thisWeek = 'This week';
export const lastWeek = 'Last week';

/** Sets a caseload beside its limit, where there is one. */
export function caseload(count: number, limit: number | null): string {
  return limit === null ? String(count) : `${count} of ${limit}`;
}

export const tooMany = 'Over the limit';

/** Names the lists behind the numbers. */
export const listNames = {
  clients: 'Clients',
  contacts: 'Contacts',
  missed: 'Did not attend',
  owed: 'Notes owed',
  supervision: 'Supervision',
} as const;

/** What each part of the picture is: how long ago clients were last met. */
export const met = ['Within a week', '1 to 2 weeks ago', '2 to 4 weeks ago', 'Longer ago', 'Never'] as const;
export const metHeading = 'Clients, by when they were last met';

/** Says how long ago a client was last met. */
export function lastMet(days: number | null): string {
  if (days === null) return 'Never met';
  if (days === 0) return 'Met today';
  return days === 1 ? 'Met yesterday' : `Met ${days} days ago`;
}

/** Sets a week's number beside that of the week before. */
export function againstLast(thisWeek: number, lastWeek: number): string {
  return `${thisWeek}, last week ${lastWeek}`;
}

/** Says which values and changes wait for a supervisor's decision. */
export function decide(conflicts: number, held: number): string {
  const one = (count: number, single: string, several: string) =>
    count === 0 ? '' : `${count} ${count === 1 ? single : several}`;
  const said = [one(conflicts, 'conflict', 'conflicts'), one(held, 'held change', 'held changes')];
  return said.filter(Boolean).join(', ');
}
