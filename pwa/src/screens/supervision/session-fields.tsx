import { fullNameOf } from '#screens/common/names';
import { Fields } from '#screens/form/fields';
import type { Form } from '#screens/form/use-form';
import { caseloadsInForce } from '#state/handover';
import { clients } from '#state/records';

/** The boxes of a session; whom it was about is chosen from the worker's caseload. */
export function SessionFields({ form, worker }: { form: Form; worker: string }) {
  const own = new Set(
    caseloadsInForce.value.filter(({ data }) => data.worker === worker).map(({ client }) => client),
  );
  const chosen = new Set(Array.isArray(form.values.cases) ? form.values.cases : []);
  const options = clients.value
    .filter(({ id, data }) => chosen.has(id) || (own.has(id) && data.stage !== 'ended'))
    .map(({ id, data }) => ({ value: id, words: fullNameOf(data) }));
  return (
    <>
      <Fields kind="supervision" names={['held_on']} form={form} />
      <Fields kind="supervision" names={['agreed']} form={form} rows={6} />
      <Fields kind="supervision" names={['done_by']} form={form} />
      {options.length > 0 && <Fields kind="supervision" names={['cases']} form={form} options={options} />}
    </>
  );
}
