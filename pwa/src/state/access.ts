import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Found, Question, Reason, Sought } from '#domain/access';
import { fetchQuestions, postAccess, postLooked, searchClients } from '#remote/access';
import { type Done, doneOf } from '#state/alerts';
import { caseloadOf } from '#state/handover';
import { desk } from '#state/making';
import { phone } from '#state/session';
import { syncNow } from '#state/status';

/** Tells whether a case manager has a client on this phone without being their case manager. */
export function isCovering(client: string): boolean {
  const person = phone.value?.person;
  if (person?.role !== 'case_manager') return false;
  const entries = caseloadOf(client);
  return entries.length > 0 && !entries.some(({ data }) => data.worker === person.id);
}

/** Looks for a client who is not on this phone; `found` is empty where `done` is not ok. */
export async function lookFor(
  sought: Sought,
): Promise<{ done: Done; found: readonly Found[]; tooMany: boolean }> {
  const outcome = await searchClients(desk().outside, sought);
  const done = doneOf(outcome);
  if (outcome.is !== 'ok') return { done, found: [], tooMany: false };
  return { done, found: outcome.body.clients, tooMany: outcome.body.too_many };
}

/** Opens a client for four hours, and fetches what is about them. */
export async function openAccess(client: string, reason: Reason, note: string): Promise<Done> {
  const outcome = await postAccess(desk().outside, client, reason, note);
  if (outcome.is === 'ok') await syncNow();
  return doneOf(outcome);
}

const asked = signal<{ by: string; questions: readonly Question[] } | null>(null);

/** The looks that deserve a question, as the server last told them; null before the first answer. */
export const questionsToLookAt: ReadonlySignal<readonly Question[] | null> = computed(() =>
  asked.value?.by === phone.value?.person.id ? (asked.value?.questions ?? null) : null,
);

/** Asks the server for them. */
export async function askQuestions(): Promise<Done> {
  const { outside, person } = desk();
  const outcome = await fetchQuestions(outside);
  if (outcome.is === 'ok') asked.value = { by: person.id, questions: outcome.body.questions };
  return doneOf(outcome);
}

/** Says that one has looked at a question; then it is gone from the list. */
export async function lookAt(id: string): Promise<Done> {
  const outcome = await postLooked(desk().outside, id);
  if (outcome.is === 'ok') await askQuestions();
  return doneOf(outcome);
}
