import { computed, type ReadonlySignal } from '@preact/signals';
import type {
  Caseload,
  Client,
  Conflict,
  Contact,
  Decision,
  Held,
  Kinds,
  NearMiss,
  Note,
  Review,
  Risk,
  Visit,
} from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { findClients } from '#domain/search';
import { phone } from '#state/session';

export type { Viewed } from '#domain/record';

export const clients: ReadonlySignal<Viewed<Client>[]> = computed(() => listed('client'));
export const contacts: ReadonlySignal<Viewed<Contact>[]> = computed(() => listed('contact'));
export const notes: ReadonlySignal<Viewed<Note>[]> = computed(() => listed('note'));
export const conflicts: ReadonlySignal<Viewed<Conflict>[]> = computed(() => listed('conflict'));
export const reviews: ReadonlySignal<Viewed<Review>[]> = computed(() => listed('review'));
export const caseloads: ReadonlySignal<Viewed<Caseload>[]> = computed(() => listed('caseload'));
export const heldRecords: ReadonlySignal<Viewed<Held>[]> = computed(() => listed('held'));
export const nearMisses: ReadonlySignal<Viewed<NearMiss>[]> = computed(() => listed('near_miss'));
export const decisionRecords: ReadonlySignal<Viewed<Decision>[]> = computed(() => listed('decision'));
export const visits: ReadonlySignal<Viewed<Visit>[]> = computed(() => listed('visit'));

/** One visit as it is shown. */
export function visitOf(id: string): Viewed<Visit> | undefined {
  return phone.value?.shelf.view('visit', id) as Viewed<Visit> | undefined;
}

/** What was said of the risk of visiting one client. */
export function risksOf(client: string): Viewed<Risk>[] {
  return (phone.value?.shelf.about('risk', client) ?? []) as Viewed<unknown>[] as Viewed<Risk>[];
}

/** The visits to one client, the latest first. */
export function visitsOf(client: string): Viewed<Visit>[] {
  return (phone.value?.shelf.about('visit', client) ?? []) as Viewed<unknown>[] as Viewed<Visit>[];
}

/** One client as they are shown; reads signals, so a component that calls it follows. */
export function clientOf(id: string): Viewed<Client> | undefined {
  return phone.value?.shelf.view('client', id) as Viewed<Client> | undefined;
}

/** The contacts with one client, the newest first. */
export function contactsOf(client: string): Viewed<Contact>[] {
  return (phone.value?.shelf.about('contact', client) ?? []) as Viewed<unknown>[] as Viewed<Contact>[];
}

/** The notes about one client, the newest first. */
export function notesOf(client: string): Viewed<Note>[] {
  return (phone.value?.shelf.about('note', client) ?? []) as Viewed<unknown>[] as Viewed<Note>[];
}

/** Finds clients by every word: in their names, phone and address, or in a note about them. */
export function search(words: string): { client: Viewed<Client>; found: string }[] {
  return findClients(words, clients.value, notesOf);
}

// The fields of a record are what the server's definition of its kind says; here they get their names.
function listed<K extends keyof Kinds>(kind: K): Viewed<Kinds[K]>[] {
  return (phone.value?.shelf.list(kind) ?? []) as Viewed<unknown>[] as Viewed<Kinds[K]>[];
}
