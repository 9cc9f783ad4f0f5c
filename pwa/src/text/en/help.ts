import type { AlertWord } from '#domain/signal';
import { clock } from '#text/dates';
import { nobodyReached, nobodyTold } from './visit';

type Told = Pick<AlertWord, 'told_at' | 'owner' | 'nobody_told'>;

export const button = 'Help';
export const buttonLabel = 'Call for help';
export const question = 'Call for help?';
/** What calling means, by what this phone knows: it promises nothing that nobody can keep. */
export const means = {
  watched: 'Your monitors are told at once.',
  unwatched: `${nobodyReached} Your call is sent all the same: ring now as well.`,
  broken:
    'The server says that its alerts may not work now. Your call is sent all the same: ring now as well.',
  unsent: 'This phone has no network. Your call is sent as soon as it has one: ring now.',
  unknown: 'Your call is sent to your monitors as soon as this phone has a network. Ring as well.',
};
export const yes = 'Yes, call for help';
export const no = 'No, go back';
export const emergency = 'Ring 999';
export const section = 'Call for help';
export const lastHere = 'Last at work on this phone';
export const notSent = 'Not sent yet. This phone keeps trying. Ring now if you can.';
const raising = 'The server has it. This phone has not heard yet that anybody was told. Ring if you can.';
/** After the end of a visit, whatever PIN that was: nothing is known but that nobody has closed the call. */
export const stillOpen = 'Your call for help is still open. Answer when your monitors ring.';
export const notClaimed = 'Doorstep does not ring 999. In danger of life, ring it yourself.';

/** Says for whom help is called where nobody is signed in. */
export function as(name: string): string {
  return `As ${name}`;
}

/** Says since when it is not sent. */
export function pressed(at: string, zone: string): string {
  return `Pressed ${clock(at, zone)}.`;
}

/** Says when the server had it. */
export function received(at: string, zone: string): string {
  return `Received ${clock(at, zone)}.`;
}

/** Says that whoever had it has it no longer, and that the ladder goes on. */
export function toldAgain(left: string): string {
  return `${left} is no longer looking after it. Your monitors are being told again. Ring now.`;
}

/** Says when the monitors were told, and who has it, who knows also where no message went out; or that nobody does. */
export function told(alert: Told | null, monitor: string | null, zone: string): string {
  const { told_at = null, owner = null, nobody_told = false } = alert ?? {};
  const when = told_at === null ? '' : `Your monitors were told at ${clock(told_at, zone)}.`;
  const has = owner === null ? '' : `${owner} is looking after it.`;
  const known = [when, has].filter(Boolean).join(' ');
  return known || (nobody_told ? nobodyTold(monitor) : raising);
}
