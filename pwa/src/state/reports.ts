import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Report } from '#domain/report';
import { fetchReport, fetchSupervised, type Supervised } from '#remote/reports';
import { type Done, doneOf } from '#state/alerts';
import { desk } from '#state/making';
import { phone } from '#state/session';

const WEEK_MS = 7 * 86_400_000;

const known = signal<{ by: string; report: Report } | null>(null);

/** The report that was asked for last; null before the first answer. */
export const report: ReadonlySignal<Report | null> = computed(() =>
  known.value?.by === phone.value?.person.id ? (known.value?.report ?? null) : null,
);

/** Asks the server how the watch went in the last so many weeks, for everybody or for one team. */
export async function askReport(weeks: number, team: string | null): Promise<Done> {
  const at = desk();
  const from = new Date(at.serverTime() - weeks * WEEK_MS).toISOString().slice(0, 10);
  const outcome = await fetchReport(at.outside, from, at.today(), team);
  if (outcome.is === 'ok') known.value = { by: at.person.id, report: outcome.body };
  return doneOf(outcome);
}

const counted = signal<{ by: string; people: readonly Supervised[] } | null>(null);

/** How often everybody had supervision, as the server last told an administrator; null before. */
export const supervised: ReadonlySignal<readonly Supervised[] | null> = computed(() =>
  counted.value?.by === phone.value?.person.id ? (counted.value?.people ?? null) : null,
);

/** Asks the server how often everybody had supervision. */
export async function askSupervised(): Promise<Done> {
  const at = desk();
  const outcome = await fetchSupervised(at.outside);
  if (outcome.is === 'ok') counted.value = { by: at.person.id, people: outcome.body.people };
  return doneOf(outcome);
}
