import { Fields } from '#screens/form/fields';
import type { Form } from '#screens/form/use-form';
import { contact as say } from '#text/en';

/** The contact's fields in the order in which they are told, outcome early: two taps record a missed meeting. */
export function ContactFields({ form }: { form: Form }) {
  const { way, outcome, accompanied } = form.values;
  const meeting = way === 'meeting' || way === null;
  return (
    <>
      <Fields kind="contact" names={['outcome']} form={form} />
      {outcome === 'cancelled' && <Fields kind="contact" names={['cancelled_by']} form={form} />}
      <Fields kind="contact" names={['way']} form={form} />
      <Fields kind="contact" names={meeting ? ['at', 'place'] : ['at', 'direction']} form={form} />
      <h2 class="nhsuk-heading-m">{say.more}</h2>
      <Fields kind="contact" names={['purpose', 'minutes', 'summary', 'accompanied']} form={form} />
      {accompanied === true && <Fields kind="contact" names={['accompanied_to']} form={form} />}
    </>
  );
}
