import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Colleague, DeskRules } from '#domain/organisation';
import type { Person } from '#domain/person';
import { fetchPeople, putDeskRules } from '#remote/organisation';
import { readSession } from '#remote/session';
import { type Done, doneOf } from '#state/alerts';
import { desk } from '#state/making';
import type { Phone } from '#state/phone';
import { phone } from '#state/session';

interface Known {
  /** Whose session it was said in: the next one begins with what it is told then. */
  readonly by: Phone;
  readonly people?: readonly Colleague[];
  readonly rules?: DeskRules;
}

const known = signal<Known | null>(null);
const mine = computed(() => (known.value?.by === phone.value ? known.value : null));

/** Everybody with an account, as far as this person may know; null before the server's first answer. */
export const colleagues: ReadonlySignal<readonly Colleague[] | null> = computed(
  () => mine.value?.people ?? null,
);

/** Those who can be given a client, whether or not they have a phone yet; empty before the server has said. */
export const caseManagers: ReadonlySignal<readonly Colleague[]> = computed(() =>
  (colleagues.value ?? []).filter(({ role, active }) => role === 'case_manager' && active),
);

/** The rules of the desk: as they were set or asked for here, or as they were when this person's session began. */
export const deskRules: ReadonlySignal<DeskRules | null> = computed(
  () => mine.value?.rules ?? rulesOf(phone.value?.person),
);

/** Asks the server for the rules of the desk: whoever changes them sees what another has set. */
export async function askDeskRules(): Promise<void> {
  const outcome = await readSession(desk().outside);
  const isMine = outcome.is === 'ok' && outcome.body.id === desk().person.id;
  const rules = isMine ? rulesOf(outcome.body) : null;
  if (rules !== null) know({ rules });
}

/** Asks the server who works here. */
export async function askColleagues(): Promise<Done> {
  const outcome = await fetchPeople(desk().outside);
  if (outcome.is === 'ok') know({ people: outcome.body.people });
  return doneOf(outcome);
}

/** Sets the rules of the desk. They hold once the server says so; where another has set them since, it is asked. */
export async function changeDeskRules(rules: DeskRules): Promise<Done> {
  const outcome = await putDeskRules(desk().outside, rules, deskRules.peek() ?? rules);
  if (outcome.is === 'ok') know({ rules: outcome.body });
  else if (outcome.is === 'rejected') await askDeskRules();
  return doneOf(outcome);
}

function rulesOf(person: Person | undefined): DeskRules | null {
  const { reviewRule, caseloadLimit = null } = person?.organisation ?? {};
  if (reviewRule === undefined) return null;
  const { readDays, answerDays } = reviewRule;
  return { read_days: readDays, answer_days: answerDays, caseload_limit: caseloadLimit };
}

function know(some: Omit<Known, 'by'>): void {
  known.value = { ...mine.peek(), ...some, by: desk() };
}
