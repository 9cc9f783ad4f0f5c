import { computed, type ReadonlySignal } from '@preact/signals';
import { beginning, differenceOf } from '#domain/changes';
import type { Caseload } from '#domain/kinds';
import type { Change, Data, Viewed } from '#domain/record';
import { desk, make } from '#state/making';
import { caseloads, contacts, notes } from '#state/records';
import { phone } from '#state/session';

/** Somebody who works here, as far as this phone knows. */
export interface Worker {
  readonly id: string;
  readonly name: string;
}

/** Everybody who has, or had, a client, or has written about one; by name. */
export const workers: ReadonlySignal<Worker[]> = computed(() => {
  const names = new Map<string, string>();
  for (const { made } of [...notes.value, ...contacts.value])
    if (made.by !== '') names.set(made.by, made.name);
  for (const { data } of caseloads.value)
    names.set(data.worker, data.worker_name ?? names.get(data.worker) ?? '');
  const all = [...names].map(([id, name]) => ({ id, name }));
  return all.sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
});

/** The caseload entries that are in force: who works with whom now. */
export const caseloadsInForce: ReadonlySignal<Viewed<Caseload>[]> = computed(() => {
  const today = phone.value?.today() ?? '';
  return caseloads.value.filter(({ data: { until } }) => (until ?? null) === null || String(until) > today);
});

/** The caseload entries of a client that are in force: who works with them now. */
export function caseloadOf(client: string): Viewed<Caseload>[] {
  return caseloadsInForce.value.filter((entry) => entry.client === client);
}

/** Whether this person is handing the client over: they may still send, and get nothing new. */
export function isHandingOver(client: string): boolean {
  const own = caseloadOf(client).filter(({ data }) => data.worker === phone.value?.person.id);
  return own.length > 0 && own.every(({ data }) => data.handing_over === true);
}

/**
 * Gives a client to another worker. With `handOver` those who have them now may still send what is on their
 * phones, until the handover is closed; without, their phones let go of the client at their next word.
 */
export async function moveClient(
  client: string,
  to: Worker,
  { handOver }: { handOver: boolean },
): Promise<void> {
  const at = desk();
  const now = caseloadOf(client);
  const ending: Partial<Caseload> = handOver ? { handing_over: true } : { until: at.today() };
  const begun = beginning('caseload', { worker: to.id, worker_name: to.name, since: at.today() });
  const has = now.some(({ data }) => data.worker === to.id);
  // The new one first: a client whom nobody works with, even between two changes, would be let go of by all.
  await at.save([
    ...(has ? [] : [make(at, 'caseload', at.outside.id(), client, { base: 0, set: begun })]),
    ...now.flatMap((entry) => changed(entry, entry.data.worker === to.id ? { handing_over: null } : ending)),
  ]);
}

/** Ends a handover: from then on what the old phone still has is held for a supervisor. */
export async function closeHandover(caseload: string): Promise<void> {
  const entry = caseloads.value.find(({ id }) => id === caseload);
  if (entry !== undefined) await desk().save(changed(entry, { until: desk().today() }));
}

function changed(entry: Viewed<Caseload>, set: Partial<Caseload>): Change[] {
  const shown = Object.fromEntries(
    Object.keys(set).map((name) => [name, (entry.data as unknown as Data)[name]]),
  );
  const difference = differenceOf('caseload', set as Data, shown);
  if (Object.keys(difference.set).length === 0) return [];
  return [make(desk(), 'caseload', entry.id, entry.client, { base: entry.version, ...difference })];
}
