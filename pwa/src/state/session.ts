import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Channel, Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { closeSession, openSession } from '#remote/session';
import { closeLifelines, lifeline, openLifelines } from '#state/lifelines';
import { type Link, newLink } from '#state/link';
import { Other } from '#state/other';
import { Phone } from '#state/phone';
import { troubleOf } from '#state/problems';
import { allPeople, currentPerson, databaseOf, lastPerson, rememberPerson } from '#storage/people';
import { findStrangers } from '#storage/strangers';

export type { Person } from '#domain/person';

/** The phone of whoever is at work; null before the start and after signing out. */
export const phone = signal<Phone | null>(null);
/** Everybody else who has worked on this phone: what they left unsent is sent meanwhile. */
export const others = signal<readonly Other[]>([]);
/** How it goes to open a person's work, before it is open. */
export const opening = signal<Link | null>(null);
const started = signal(false);
const AGAIN_MS = 2_000;
/** What a tab tells the others, with whose id, when somebody has signed out; an id alone says who has signed in. */
const OUT = 'out ';
let outside: Outside | null = null;
let channel: Channel | null = null;
/** Answered once the server has ended the last session. Nobody signs in before: it would end theirs. */
let ended: Promise<unknown> = Promise.resolve();

export const person: ReadonlySignal<Person | null> = computed(() => phone.value?.person ?? null);

/** `expired`: everything can be read and written, but to fetch anything one must sign in again. */
export const session: ReadonlySignal<'starting' | 'signed_out' | 'signed_in' | 'expired'> = computed(() => {
  if (!started.value) return 'starting';
  if (phone.value === null) return 'signed_out';
  return phone.value.link.trouble.value === 'sign_in' ? 'expired' : 'signed_in';
});

/** Starts the app for whoever was last at work on this phone, with or without a network. */
export async function start(world: Outside): Promise<void> {
  outside = world;
  channel = world.channel('doorstep');
  channel.listen((id) => {
    const open = phone.value;
    if (open === null) return;
    if (id === open.person.id) startAgain(open, false);
    // What is on this phone is readable in no tab once its person has signed out.
    else if (id === OUT + open.person.id) void enter(null, false);
    else open.doubt();
  });
  await begin(world);
}

/** Tries until the disk can be opened: one that was damaged or in use may be well a moment later. */
async function begin(world: Outside): Promise<void> {
  try {
    await enter(await currentPerson(world), false);
  } catch (error) {
    const link = newLink();
    link.trouble.value = troubleOf(error);
    opening.value = link;
    world.after(AGAIN_MS, () => void begin(world));
  }
}

/** Signs in, and opens what this person has on this phone. */
export async function signIn(
  email: string,
  password: string,
): Promise<{ ok: true } | { ok: false; reason: 'wrong' | 'offline' | 'too_many' | 'failed' }> {
  if (outside === null) return { ok: false, reason: 'failed' };
  await ended;
  const outcome = await openSession(outside, email, password);
  if (outcome.is !== 'ok') return { ok: false, reason: REASONS[outcome.is] ?? 'failed' };
  channel?.post(outcome.body.id);
  const open = phone.value;
  if (open !== null && open.person.id === outcome.body.id) {
    startAgain(open, true);
    return { ok: true };
  }
  // Without room to remember it, the app opens as before next time; what is on this phone can be worked on now.
  await rememberPerson(outside, outcome.body).catch(() => undefined);
  await enter(outcome.body, true);
  return phone.value === null ? { ok: false, reason: 'failed' } : { ok: true };
}

/** Whoever is at work has signed in again, in this tab or in another. */
function startAgain(open: Phone, verified: boolean): void {
  open.start(verified);
  lifeline.value?.wake();
}

/** Lets another of the people on this phone work. They can read and write at once, and sign in to fetch. */
export async function switchTo(person: Person): Promise<void> {
  if (outside === null || phone.value?.person.id === person.id) return;
  await rememberPerson(outside, person);
  await enter(person, false);
}

/** Signs out, with or without a network. What is on this phone stays, above all what has not been sent. */
export async function signOut(): Promise<void> {
  if (outside === null) return;
  // Another tab may have signed somebody else in, whose session this does not end.
  const own = phone.value?.outside ?? outside;
  const id = phone.value?.person.id ?? '';
  // Kept before it is shown: an app that is closed at that moment opens signed out.
  await rememberPerson(outside, null);
  channel?.post(OUT + id);
  await enter(null, false);
  ended = closeSession(own);
}

const REASONS: Record<string, 'wrong' | 'offline' | 'too_many'> = {
  wrong_sign_in: 'wrong',
  sign_in: 'wrong',
  offline: 'offline',
  not_ours: 'offline',
  too_many: 'too_many',
  rejected: 'wrong',
};

/** Lets somebody work, or nobody. Whoever worked before becomes one of the others. */
async function enter(who: Person | null, verified: boolean): Promise<void> {
  const world = outside;
  if (world === null) return;
  const before = [phone.value, ...others.value];
  started.value = who === null;
  phone.value = null;
  others.value = [];
  await Promise.all([closeLifelines(), ...before.map((one) => one?.close())]);
  const link = newLink();
  opening.value = link;
  try {
    const name = who && databaseOf(who);
    const rest = (await allPeople(world)).filter((one) => databaseOf(one) !== name);
    const opened = who && (await Phone.open(world, who, link));
    phone.value = opened;
    others.value = rest.map((one) => new Other(world, databaseOf(one), one));
    opened?.start(verified);
  } catch (error) {
    link.trouble.value = troubleOf(error);
  } finally {
    await watchOver(world, who).catch(() => undefined);
    started.value = true;
  }
  await lookForStrangers(world);
}

/** Looks for work of people whom this phone no longer knows; nobody waits for that to see their own. */
async function lookForStrangers(world: Outside): Promise<void> {
  const here = others.value;
  const known = await allPeople(world).catch(() => []);
  const all = phone.value === null ? known : [...known, phone.value.person];
  const found = await findStrangers(world, all.map(databaseOf));
  // Somebody else may have come to work meanwhile, and has looked for themselves.
  if (others.value === here)
    others.value = [...here, ...found.map((database) => new Other(world, database, null))];
}

/** Opens everybody's lifelines: of whoever is at work first, or else of whoever was last. */
async function watchOver(world: Outside, who: Person | null): Promise<void> {
  const first = who ?? (await lastPerson(world));
  if (first === null) return;
  const rest = (await allPeople(world)).filter((one) => databaseOf(one) !== databaseOf(first));
  await openLifelines(world, first, who !== null, rest);
}

// The server says on its one stream that an alert has begun or moved on.
effect(() => {
  if ((phone.value?.link.alerted.value ?? 0) > 0) lifeline.peek()?.wake();
});
