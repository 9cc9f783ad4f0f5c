import { useSignal } from '@preact/signals';
import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { ErrorSummary, type Problem } from '#parts/error-summary';
import { TextBox } from '#parts/text-box';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { pinIsSet, setPins } from '#state/visits';
import { pins as say } from '#text/en';

interface State {
  problems: Problem[];
  attempt: number;
  working: boolean;
  done: boolean;
}

/** Sets both PINs, online only: nothing of them is kept on this phone. */
export function PinsPage() {
  const state = useSignal<State>({ problems: [], attempt: 0, working: false, done: false });
  const { problems, attempt, working, done } = state.value;
  const submit = async (form: HTMLFormElement) => {
    const [right, duress] = ['right', 'duress'].map((name) => valueIn(form, name));
    const wrong = problemsIn(right ?? '', duress ?? '');
    state.value = {
      problems: wrong,
      attempt: attempt + wrong.length,
      working: wrong.length === 0,
      done: false,
    };
    if (wrong.length > 0) return;
    const answer = await setPins(right ?? '', duress ?? '');
    const failed = answer === 'set' ? [] : [{ target: null, words: say.failures[answer] }];
    state.value = {
      problems: failed,
      attempt: attempt + failed.length,
      working: false,
      done: answer === 'set',
    };
    if (answer === 'set') form.reset();
  };
  return (
    <Page
      title={say.heading}
      back={paths.phone}
      actions={
        <Button type="submit" form="pins" busy={working}>
          {working ? say.saving : say.save}
        </Button>
      }
    >
      <ErrorSummary problems={problems} attempt={attempt} />
      <div role="status">
        {done && (
          <Banner label={say.set} tone="good">
            <p>{say.set}</p>
          </Banner>
        )}
      </div>
      <form
        id="pins"
        class="narrow pin"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!state.peek().working) void submit(event.currentTarget);
        }}
      >
        <p>{say.lead}</p>
        <p>{say.duressLead}</p>
        <p class="quiet">{pinIsSet() ? say.isSet : say.notSet}</p>
        <PinBox id="right" label={say.right} hint={say.rightHint} problems={problems} />
        <PinBox id="duress" label={say.duress} hint={say.duressHint} problems={problems} />
        <p class="quiet">{say.onlyOnline}</p>
      </form>
    </Page>
  );
}

interface PinBoxProps {
  id: string;
  label: string;
  hint: string;
  problems: readonly Problem[];
}

function PinBox({ problems, ...words }: PinBoxProps) {
  const error = problems.find(({ target }) => target === words.id)?.words ?? null;
  const input = { type: 'password', inputMode: 'numeric', autocomplete: 'off', maxLength: 4 } as const;
  return <TextBox {...words} error={error} input={input} />;
}

function problemsIn(right: string, duress: string): Problem[] {
  const shape = (target: keyof typeof say.shape, pin: string) =>
    /^\d{4}$/.test(pin) ? [] : [{ target, words: say.shape[target] }];
  const found = [...shape('right', right), ...shape('duress', duress)];
  return found.length === 0 && right === duress ? [{ target: 'duress', words: say.same }] : found;
}

function valueIn(form: HTMLFormElement, name: string): string {
  return (form.elements.namedItem(name) as HTMLInputElement).value;
}
