import type { ComponentChildren } from 'preact';
import type { KindName } from '#domain/kinds';
import { Button, ButtonLink } from '#parts/button';
import { ErrorSummary } from '#parts/error-summary';
import { Page } from '#screens/shell/page';
import { form as say } from '#text/en';
import { FoundAgain } from './found-again';
import { problemsOf } from './problems';
import type { Form, Handed } from './use-form';

interface RecordFormProps {
  kind: KindName;
  form: Form;
  title: string;
  caption?: string;
  back: string;
  submit: string;
  onSave: (handed: Handed) => Promise<void>;
  children: ComponentChildren;
}

/** A page with a form: what is wrong on top, a draft found again, the boxes, and saving at the thumb. */
export function RecordForm({ kind, form, title, caption, back, submit, onSave, children }: RecordFormProps) {
  const problems = form.failed ? [{ target: null, words: say.notSaved }] : problemsOf(kind, form.errors);
  return (
    <Page
      title={title}
      caption={caption}
      back={back}
      actions={
        <>
          <Button type="submit" form="record" busy={form.saving}>
            {form.saving ? say.saving : submit}
          </Button>
          <ButtonLink look="secondary" href={back}>
            {say.cancel}
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary problems={problems} attempt={form.attempt} />
      <FoundAgain form={form} />
      <form
        id="record"
        class="record-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit(onSave);
        }}
      >
        {form.ready && children}
        <p class="quiet">{say.draftKept}</p>
      </form>
    </Page>
  );
}
