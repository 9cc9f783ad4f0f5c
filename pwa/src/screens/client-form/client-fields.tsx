import { useRef } from 'preact/hooks';
import { Fields } from '#screens/form/fields';
import type { Form } from '#screens/form/use-form';
import { client as say } from '#text/en';
import { type Section, sections } from './sections';

/** The name first, for it is all that is needed; everything else in sections that open. */
export function ClientFields({ form }: { form: Form }) {
  return (
    <>
      <Fields kind="client" names={['known_as']} form={form} />
      <h2 class="nhsuk-heading-m">{say.more}</h2>
      {sections.map((section) => (
        <SectionFields key={section.heading} section={section} form={form} />
      ))}
    </>
  );
}

function SectionFields({ section, form }: { section: Section; form: Form }) {
  const filled = section.fields.filter((name) => isFilled(form.values[name])).length;
  const wrong = section.fields.some((name) => form.errors[name] !== undefined);
  const foundAgain = form.found !== null && section.fields.some((name) => form.typed.includes(name));
  const opened = useRef(false);
  // Once opened it is the reader's to close: what was mended or found again stays in sight.
  opened.current ||= wrong || foundAgain;
  return (
    <details class="nhsuk-details section" open={opened.current || undefined}>
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{section.heading}</span>
        <span class="section__filled">{say.filled(filled, section.fields.length)}</span>
      </summary>
      <div class="nhsuk-details__text">
        <Fields kind="client" names={section.fields} form={form} />
      </div>
    </details>
  );
}

function isFilled(box: unknown): boolean {
  return Array.isArray(box) ? box.length > 0 : box !== null && box !== undefined && box !== '';
}
