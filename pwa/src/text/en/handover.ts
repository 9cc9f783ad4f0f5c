import { clock, date } from '#text/dates';

export const heading = 'Case manager';
export const nobody = 'Nobody works with them.';
export const handingOver = 'Handing over';
export const move = 'Move to another case manager';
export const change = 'Move or hand over';
export const to = 'To whom?';
export const toMissing = 'Choose the case manager who takes over';
export const choose = 'Choose';
export const how = 'When?';
export const handOver = 'Hand over';
export const handOverHelp =
  'The old phone may still send what is on it, and gets nothing new. It ends by itself when that phone has nothing left, or when you close it.';
export const atOnce = 'At once';
export const atOnceHelp =
  'The old phone lets go of the client as soon as it has a signal. What it has not sent by then is held for you. Whoever is on a visit to them just then keeps them until it has ended.';
export const onVisit = 'On a visit now';
export const afterVisit = 'When the visit has ended';
export const submit = 'Move';
export const close = 'Close the handover';
export const closeSure = 'Close it although that phone may still have something? It is then held for you.';
export const closeYes = 'Yes, close it';
export const closeNo = 'Not yet';
export const noOthers =
  'No other case manager is known on this phone yet. They appear once they have a client, or have signed in.';
export const yours =
  'You are handing this client over. What you write is still sent; nothing new comes to this phone.';

/** Says that a client is handed over now. */
export function moved(client: string, worker: string): string {
  return `${worker} works with ${client} now.`;
}

/** Titles the page. */
export function of(client: string): string {
  return `Who works with ${client}`;
}

/** Says who is with a client now, and until when; or that they should be back by now. */
export function isThere(
  worker: string,
  client: string,
  due: string | null,
  zone: string,
  late: boolean,
): string {
  if (due === null) return `${worker} is on a visit to ${client} now.`;
  const at = clock(due, zone);
  if (late) return `${worker} is on a visit to ${client} that should have ended by ${at}.`;
  return `${worker} is with ${client} now, on a visit until ${at}.`;
}

/** Says what waiting for the end of the visit means. */
export function afterVisitHelp(worker: string, client: string): string {
  return `The new case manager has ${client} from now on. ${worker}’s phone gets nothing new, keeps ${client} until the visit has ended, and then until all that is on it has been sent.`;
}

/** Says what happens to the phone of somebody who is on a visit there. */
export function atOnceThereHelp(worker: string, client: string): string {
  return `${client} goes from ${worker}’s phone as soon as the visit has ended, and not before: until then they could not ask for more time or finish without it. What has not been sent by then is held for you.`;
}

/** Says since when somebody works with a client. */
export function since(day: string | null): string {
  return day === null ? '' : `since ${date(day)}`;
}

/** Says what a handover still allows. */
export function drains(worker: string): string {
  return `${worker}’s phone may still send; nothing new goes to it.`;
}

/** Says what a phone last said it had unsent, on which closing depends. */
export function phoneSays(count: number | null): string {
  if (count === null) return 'That phone has not said what it has unsent.';
  if (count === 0) return 'That phone last said that nothing is unsent.';
  return `That phone last said that ${count === 1 ? '1 entry is' : `${count} entries are`} unsent.`;
}

/** Counts a worker's clients. */
export function clients(count: number): string {
  return count === 1 ? '1 client' : `${count} clients`;
}

/** Marks a worker who is handing over. */
export function leaving(worker: string): string {
  return `${worker} (handing over)`;
}
