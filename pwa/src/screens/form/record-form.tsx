import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { Button, ButtonLink } from '#parts/button';
import { ErrorSummary } from '#parts/error-summary';
import { nameOf } from '#screens/common/names';
import { announceSaved } from '#screens/shell/notice';
import { Page } from '#screens/shell/page';
import { goBack } from '#screens/shell/trail';
import { form as say, today } from '#text/en';
import { FoundAgain } from './found-again';
import { problemsOf } from './problems';
import type { Form, Handed } from './use-form';

interface RecordFormProps {
  form: Form;
  title: string;
  /** Where leaving leads, and saving too unless `next` says otherwise. */
  back: string;
  next?: (id: string) => string;
  /** What saving has done, where the page that comes next does not show it. */
  said?: string;
  submit: string;
  /** Gives the id of what was saved; null where nothing differed. */
  onSave: (handed: Handed) => Promise<string | null>;
  children: ComponentChildren;
}

/**
 * A page with a form: what is wrong on top, a draft found again, the boxes, and saving at the thumb.
 *
 * What was saved is said on the page that comes next.
 */
export function RecordForm({ form, title, back, next, said, submit, onSave, children }: RecordFormProps) {
  const { route } = useLocation();
  const { kind, client } = form;
  const problems = form.failed ? [{ target: null, words: say.notSaved }] : problemsOf(kind, form.errors);
  const save = async (handed: Handed) => {
    const id = await onSave(handed);
    const to = id !== null && next !== undefined ? next(id) : back;
    if (id !== null)
      announceSaved(id, to, said === undefined ? { what: today.kinds[kind] ?? null } : { words: said });
    route(to, true);
  };
  return (
    <Page
      title={title}
      caption={client === null || kind === 'client' ? undefined : nameOf(client)}
      back={back}
      actions={
        <>
          <Button type="submit" form="record" busy={form.saving || !form.ready}>
            {form.saving ? say.saving : submit}
          </Button>
          <ButtonLink look="secondary" href={back} onClick={goBack}>
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
        // What was typed now would be in neither the record nor its draft.
        inert={form.saving}
        onSubmit={(event) => {
          event.preventDefault();
          form.submit(save);
        }}
      >
        {form.ready && children}
        <p class="quiet">{say.draftKept}</p>
      </form>
    </Page>
  );
}
