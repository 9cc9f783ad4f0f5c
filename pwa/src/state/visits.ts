import { beginning, differenceOf } from '#domain/changes';
import type { Contact, Visit } from '#domain/kinds';
import type { Change, Data, Viewed } from '#domain/record';
import type { PinsAnswer } from '#safety/lifeline';
import { changeRecord } from '#state/actions';
import { lifeline, serverTime, told } from '#state/lifelines';
import { desk, make } from '#state/making';

/* Planning a visit and what is done on it; each resolves once what it saves is on this phone's disk. */

const LOCATE_MS = 60_000;
const MINUTE = 60_000;
/** What a visit takes where nobody has said. */
export const USUAL_MINUTES = 45;

/** How a visit went. */
export type Outcome = 'took_place' | 'cancelled' | 'did_not_attend';

/** Who goes along, and when the risk brief was opened. */
export interface Going {
  readonly along: string | null;
  readonly briefedAt: string | null;
  readonly flagged: boolean;
}

/** Plans a visit to a client, for oneself unless said otherwise; gives its id. */
export async function planVisit(client: string, data: Partial<Visit>): Promise<string> {
  const at = desk();
  const id = at.outside.id();
  const own = { worker: at.person.id, worker_name: at.person.name, state: 'planned' };
  await at.save([make(at, 'visit', id, client, { base: 0, set: beginning('visit', { ...own, ...data }) })]);
  return id;
}

/** Changes the plan of a visit. */
export function changeVisit(id: string, set: Partial<Visit>, shown: Partial<Visit>): Promise<void> {
  return changeRecord('visit', id, set as Data, shown as Data);
}

/** Calls off a visit that has not begun. */
export function cancelVisit({ id, data }: Viewed<Visit>): Promise<void> {
  return changeVisit(id, { state: 'cancelled' }, { state: data.state ?? null });
}

/** How long a visit is to take. */
export function minutesOf({ data }: Viewed<Visit>): number {
  return data.minutes ?? USUAL_MINUTES;
}

/** Starts the timer; where this phone is follows. */
export async function startVisit(visit: Viewed<Visit>, { along, briefedAt, flagged }: Going): Promise<void> {
  const { id, client, data } = visit;
  await line().say({
    type: 'start',
    visit: id,
    minutes: minutesOf(visit),
    flagged,
    ...(client === null ? {} : { client }),
    ...(data.place ? { place: data.place } : {}),
    ...(along === null ? {} : { with: along }),
    ...(briefedAt === null ? {} : { briefed_at: briefedAt }),
  });
  void line().sayWhere(id, LOCATE_MS);
}

/** Asks for more time. */
export async function extendVisit(visit: string, minutes: number): Promise<void> {
  await line().say({ type: 'extend', visit, minutes });
}

/** Says that all is well. */
export async function checkIn(visit: string): Promise<void> {
  await line().say({ type: 'check_in', visit });
}

/**
 * Finishes a visit: the contact that it became and the end of its plan are saved as one, then the server is told.
 *
 * The digits are sealed and go out; nothing of them stays on this phone.
 */
export async function finishVisit(
  visit: Viewed<Visit>,
  outcome: Outcome,
  started: string | null,
  pin: string | null,
): Promise<void> {
  // Without room for the contact, which is told and asked for again, nobody is to be looked for all the same.
  if (visit.data.state !== 'done') await writeContact(visit, outcome, started).catch(() => undefined);
  const id = desk().outside.id();
  const sealed = pin === null ? null : await line().seal({ pin, signal: id });
  const digits = sealed === null ? {} : { pin: sealed };
  await line().say({ type: 'finish', visit: visit.id, text: outcome, ...digits }, id);
}

/** Writes how a visit went where that was not done when it ended: on another phone, or by a monitor. */
export async function writeContact(
  visit: Viewed<Visit>,
  outcome: Outcome,
  started: string | null,
): Promise<void> {
  const at = desk();
  const contact = at.outside.id();
  const met = make(at, 'contact', contact, visit.client, {
    base: 0,
    set: beginning('contact', contactOf(visit, outcome, started) as Data),
  });
  const { data } = visit;
  const shown = { state: data.state ?? null, outcome: data.outcome ?? null, contact: data.contact ?? null };
  const difference = differenceOf('visit', { state: 'done', outcome, contact }, shown);
  const done: Change = make(at, 'visit', visit.id, visit.client, { base: visit.version, ...difference });
  await at.save([met, done]);
}

/** Sets both PINs of whoever is at work. */
export function setPins(right: string, duress: string): Promise<PinsAnswer> {
  return line().setPins(right, duress);
}

function contactOf({ data }: Viewed<Visit>, outcome: Outcome, started: string | null): Partial<Contact> {
  const took = started === null ? null : Math.round((serverTime.peek() - Date.parse(started)) / MINUTE);
  return {
    way: 'meeting',
    place: 'home',
    at: started ?? data.planned_at,
    minutes: took === null ? null : Math.min(1440, Math.max(0, took)),
    outcome,
    purpose: data.purpose ?? null,
  };
}

function line() {
  const found = lifeline.peek();
  if (found === null) throw new Error('Nobody is signed in.');
  return found;
}

/** Whether the server has a PIN of whoever is at work. */
export function pinIsSet(): boolean {
  return told.value.known.watch?.pin.set ?? false;
}
