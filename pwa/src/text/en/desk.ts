import { age, weekday } from '#text/dates';

export const heading = 'Notes of your team';
export const filters = 'Whose notes';
export const worker = 'Case manager';
export const client = 'Client';
export const day = 'Received on';
export const everyone = 'Everyone';
export const allClients = 'All clients';
export const anyDay = 'Any day';
export const lists = 'Lists';
export const none = 'No notes yet. They appear here as they are received.';
export const noneFiltered = 'Nothing here for this choice.';
export const clear = 'Show everyone’s';
export const conflicts = 'Conflicts';
export const seeConflicts = 'Settle conflicts';
export const showMore = 'Show more';
export const sitting = 'Read just now';
export const sittingHint = 'You opened each of these. Those that are ticked are signed off together.';

const number = new Intl.NumberFormat('en-GB');

const shows: Readonly<Record<string, string>> = {
  waiting: 'To read',
  late: 'Late',
  read: 'Read',
  audit: 'Audit',
  returned: 'Returned',
  signed_off: 'Signed off',
  all: 'All',
};

/** Names a list of the desk. */
export function show(list: string): string {
  return shows[list] ?? list;
}

const empty: Readonly<Record<string, string>> = {
  waiting: 'Nothing to read. You have seen everything.',
  read: 'Nothing that was read waits to be signed off.',
  late: 'Nothing is late.',
  audit: 'Every note that was drawn has its result.',
  returned: 'Nothing is with its writer.',
  signed_off: 'Nothing is signed off yet.',
};

/** Says that a list is empty. */
export function noneIn(list: string): string {
  return empty[list] ?? none;
}

const counted: Readonly<Record<string, string>> = {
  waiting: 'to read',
  late: 'late by your organisation’s rule, whoever is asked',
  read: 'read, not signed off',
  audit: 'drawn for audit, a tenth of last month’s notes',
  returned: 'returned, waiting for an answer',
  signed_off: 'signed off',
  all: 'in all',
};

/** Counts what is in a list. */
export function count(list: string, many: number): string {
  return `${number.format(many)} ${counted[list] ?? ''}`.trim();
}

/** Says a count as it stands beside the name of a list. */
export function many(count: number): string {
  return number.format(count);
}

/** Says how long an item has waited, and for whom; null is for one of the supervisors. */
export function waits(since: string, writer: string | null, now: Date): string {
  return `Waits ${age(since, now)} ${writer === null ? 'to be read' : `for ${writer}`}`;
}

export const late = 'Late';

/** Counts open conflicts. */
export function open(many: number): string {
  return many === 1 ? '1 value waits for your decision.' : `${many} values wait for your decision.`;
}

/** Names an item in the list by whom it is about and who wrote it. */
export function line(client: string, worker: string): string {
  return `${client}, by ${worker}`;
}

/** Says when what is told of happened. */
export function happened(when: string): string {
  return `Happened ${when}`;
}

/** Says a day on which notes were received. */
export function dayOf(day: string): string {
  return weekday(`${day}T12:00:00Z`, 'UTC');
}

/** The button that signs off what was read one by one. */
export function signOffMany(many: number): string {
  return many === 1 ? 'Sign off 1' : `Sign off ${many}`;
}
