import { computed } from '@preact/signals';
import { KINDS, type KindName, type Kinds, type Supervision } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { phone } from '#state/session';

export type { Viewed } from '#domain/record';

export const clients = computed(() => listed('client'));
export const contacts = computed(() => listed('contact'));
export const notes = computed(() => listed('note'));
export const conflicts = computed(() => listed('conflict'));
export const questions = computed(() => listed('question'));
export const caseloads = computed(() => listed('caseload'));
export const heldRecords = computed(() => listed('held'));
export const risks = computed(() => listed('risk'));
export const nearMisses = computed(() => listed('near_miss'));
export const decisionRecords = computed(() => listed('decision'));
export const visits = computed(() => listed('visit'));
export const supervisions = computed(() => listed('supervision'));

/** A record of whatever kind, as it is shown. */
export function recordOf(id: string): Viewed<unknown> | undefined {
  for (const kind of Object.keys(KINDS) as KindName[]) {
    const found = viewed(kind, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The sessions of supervision with one worker, the latest first. */
export function supervisionsOf(worker: string): Viewed<Supervision>[] {
  return supervisions.value.filter(({ data }) => data.worker === worker);
}

/** One visit as it is shown. */
export function visitOf(id: string) {
  return viewed('visit', id);
}

/** What was said of the risk of visiting one client. */
export function risksOf(client: string) {
  return about('risk', client);
}

/** What nearly went wrong with one client, the latest first. */
export function nearMissesOf(client: string) {
  return about('near_miss', client);
}

/** The visits to one client, the latest first. */
export function visitsOf(client: string) {
  return about('visit', client);
}

/** One client as they are shown; reads signals, so a component that calls it follows. */
export function clientOf(id: string) {
  return viewed('client', id);
}

/** The contacts with one client, the newest first. */
export function contactsOf(client: string) {
  return about('contact', client);
}

/** The notes about one client, the newest first. */
export function notesOf(client: string) {
  return about('note', client);
}

// The fields of a record are what the server's definition of its kind says; here they get their names.
function listed<K extends KindName>(kind: K): Viewed<Kinds[K]>[] {
  return (phone.value?.shelf.list(kind) ?? []) as Viewed<unknown>[] as Viewed<Kinds[K]>[];
}

function about<K extends KindName>(kind: K, client: string): Viewed<Kinds[K]>[] {
  return (phone.value?.shelf.about(kind, client) ?? []) as Viewed<unknown>[] as Viewed<Kinds[K]>[];
}

function viewed<K extends KindName>(kind: K, id: string): Viewed<Kinds[K]> | undefined {
  return phone.value?.shelf.view(kind, id) as Viewed<unknown> | undefined as Viewed<Kinds[K]> | undefined;
}
