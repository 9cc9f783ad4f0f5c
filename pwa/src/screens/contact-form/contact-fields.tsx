import type { Data } from '#domain/record';
import { Fields } from '#screens/form/fields';
import type { Form } from '#screens/form/use-form';
import { contact as say } from '#text/en';

/** The contact's fields in the order in which they are told, outcome early: two taps record a missed meeting. */
export function ContactFields({ form }: { form: Form }) {
  const { main, more } = namesFor(form.values);
  return (
    <>
      <Fields kind="contact" names={main} form={form} />
      <h2 class="nhsuk-heading-m">{say.more}</h2>
      <Fields kind="contact" names={more} form={form} />
    </>
  );
}

/** Gives what stands in the fields that the form shows: a place that was chosen for a meeting is none of a text. */
export function shownOnly(data: Data): Data {
  const { main, more } = namesFor(data);
  return Object.fromEntries([...main, ...more].map((name) => [name, data[name] ?? null]));
}

/** The fields that make sense: somebody is met at a place, and what is written takes no time and leads nowhere. */
function namesFor({ way, outcome, accompanied }: Data): { main: string[]; more: string[] } {
  const meeting = way === 'meeting' || (way ?? null) === null;
  const written = way === 'text' || way === 'letter';
  return {
    main: [
      'outcome',
      ...(outcome === 'cancelled' ? ['cancelled_by'] : []),
      'way',
      'at',
      meeting ? 'place' : 'direction',
    ],
    more: [
      'purpose',
      ...(written ? [] : ['minutes']),
      'summary',
      ...(written ? [] : ['accompanied']),
      ...(accompanied === true && !written ? ['accompanied_to'] : []),
    ],
  };
}
