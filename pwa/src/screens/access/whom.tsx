import { useSignal } from '@preact/signals';
import type { Sought } from '#domain/access';
import { Button } from '#parts/button';
import { ErrorSummary } from '#parts/error-summary';
import { Field } from '#parts/field';
import { dateOf } from '#parts/form-values';
import { TextBox } from '#parts/text-box';
import { access as say } from '#text/en';
import { type Known, missingIn } from './missing-in';

/** The browser offers nothing: these are other people's details. */
const QUIET = { autocomplete: 'off' } as const;

interface WhomProps {
  busy: boolean;
  onFind: (sought: Omit<Sought, 'reason'>) => void;
}

/** What is known of a client whom one looks for. What is missing is said here, and not by the server. */
export function Whom({ busy, onFind }: WhomProps) {
  const born = useSignal('');
  const tried = useSignal<{ known: Known | null; attempt: number }>({ known: null, attempt: 0 });
  const { known, attempt } = tried.value;
  const problems = known === null ? [] : missingIn(known);
  const wrongAt = (id: string) => problems.find(({ target }) => target === id)?.words ?? null;
  const bornWrong = wrongAt('date_of_birth-first');
  const submit = (form: HTMLFormElement) => {
    const sought = knownIn(new FormData(form), born.peek());
    tried.value = { known: sought, attempt: attempt + 1 };
    if (missingIn(sought).length === 0) onFind(sought);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <h2 class="nhsuk-heading-m">{say.known}</h2>
      <p class="quiet">{say.knownHint}</p>
      <ErrorSummary problems={problems} attempt={problems.length > 0 ? attempt : 0} />
      <TextBox id="last_name" label={say.lastName} error={wrongAt('last_name')} input={QUIET} />
      <TextBox id="first_name" label={say.firstName} error={wrongAt('first_name')} input={QUIET} />
      <Field
        name="date_of_birth"
        rule={{ type: 'date' }}
        label={{ label: say.born, hint: say.bornHint }}
        value={born.value}
        errors={bornWrong === null ? [] : [bornWrong]}
        onInput={(value) => {
          born.value = String(value);
        }}
      />
      <TextBox id="postcode" label={say.postcode} error={null} input={QUIET} />
      <Button type="submit" look="secondary" busy={busy}>
        {busy ? say.finding : say.find}
      </Button>
    </form>
  );
}

function knownIn(data: FormData, born: string): Known {
  const said = (name: string) => String(data.get(name) ?? '').trim();
  return {
    last_name: said('last_name'),
    first_name: said('first_name'),
    date_of_birth: born === '--' ? '' : dateOf(born),
    postcode: said('postcode'),
  };
}
