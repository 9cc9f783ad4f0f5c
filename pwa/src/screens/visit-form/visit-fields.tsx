import type { Option } from '#parts/field';
import { Fields } from '#screens/form/fields';
import type { Form } from '#screens/form/use-form';
import { caseloads } from '#state/records';
import { person } from '#state/session';

/** The plan of a visit in the order in which it is told: who where they may be several, when, where, what for. */
export function VisitFields({ form, client }: { form: Form; client: string }) {
  const workers = workersOf(client);
  const buddies = colleagues();
  return (
    <>
      {person.value?.role === 'supervisor' && (
        <Fields kind="visit" names={['worker']} form={form} options={workers} />
      )}
      <Fields kind="visit" names={['planned_at', 'minutes', 'place', 'purpose']} form={form} />
      {buddies.length > 0 && <Fields kind="visit" names={['buddy']} form={form} options={buddies} />}
    </>
  );
}

/** The names that go with the ids that were chosen: whoever has only the visit can still say who goes. */
export function namesOf(data: { worker?: unknown; buddy?: unknown }): Record<string, string> {
  const name = (id: unknown) => everybody().find(({ value }) => value === id)?.words;
  const worker = name(data.worker);
  const buddy = name(data.buddy);
  return { ...(worker ? { worker_name: worker } : {}), ...(buddy ? { buddy_name: buddy } : {}) };
}

/** Whom a new visit is for at first: oneself, or for a supervisor the client's case manager. */
export function firstWorker(client: string): string | null {
  const own = person.value;
  if (own?.role !== 'supervisor') return own?.id ?? null;
  return workersOf(client).find(({ value }) => value !== own.id)?.value ?? own.id;
}

function workersOf(client: string): Option[] {
  const ids = caseloads.value
    .filter((entry) => entry.client === client && (entry.data.until ?? null) === null)
    .map(({ data }) => data.worker);
  return everybody().filter(({ value }) => ids.includes(value) || value === person.value?.id);
}

function colleagues(): Option[] {
  return everybody().filter(({ value }) => value !== person.value?.id);
}

function everybody(): Option[] {
  const own = person.value;
  const names = new Map<string, string>(own === null ? [] : [[own.id, own.name]]);
  for (const { data } of caseloads.value) if (data.worker_name) names.set(data.worker, data.worker_name);
  return [...names].map(([value, words]) => ({ value, words }));
}
