import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Channel, Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { closeSession, openSession } from '#remote/session';
import { Phone } from '#state/phone';
import { currentPerson, rememberPerson } from '#storage/people';

export type { Person } from '#domain/person';

/** The phone of whoever is at work; null before the start and after signing out. */
export const phone = signal<Phone | null>(null);
const started = signal(false);
let outside: Outside | null = null;
let channel: Channel | null = null;

export const person: ReadonlySignal<Person | null> = computed(() => phone.value?.person ?? null);

/** `expired`: everything can be read and written, but to send it one must sign in again. */
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
    if (phone.value !== null && phone.value.person.id !== id) phone.value.doubt();
  });
  const known = await currentPerson(world);
  if (known !== null) enter(await Phone.open(world, known), false);
  started.value = true;
}

/** Signs in, and opens what this person has on this phone. */
export async function signIn(
  email: string,
  password: string,
): Promise<{ ok: true } | { ok: false; reason: 'wrong' | 'offline' | 'too_many' | 'failed' }> {
  if (outside === null) return { ok: false, reason: 'failed' };
  const outcome = await openSession(outside, email, password);
  if (outcome.is !== 'ok') return { ok: false, reason: REASONS[outcome.is] ?? 'failed' };
  channel?.post(outcome.body.id);
  const open = phone.value;
  if (open !== null && open.person.id === outcome.body.id) {
    open.start(true);
    return { ok: true };
  }
  await open?.close();
  await rememberPerson(outside, outcome.body);
  enter(await Phone.open(outside, outcome.body), true);
  return { ok: true };
}

/** Signs out. What is on this phone stays, above all what has not been sent. */
export async function signOut(): Promise<void> {
  if (outside === null) return;
  const open = phone.value;
  phone.value = null;
  await open?.close();
  await rememberPerson(outside, null);
  await closeSession(outside);
}

const REASONS: Record<string, 'wrong' | 'offline' | 'too_many'> = {
  wrong_sign_in: 'wrong',
  sign_in: 'wrong',
  offline: 'offline',
  not_ours: 'offline',
  too_many: 'too_many',
  rejected: 'wrong',
};

function enter(opened: Phone, verified: boolean): void {
  phone.value = opened;
  opened.start(verified);
}
