import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { TextBox } from '#parts/text-box';
import { visit as say } from '#text/en';

interface PinStepProps {
  /** The server did not know the last one. */
  wrong: boolean;
  onPin: (pin: string) => Promise<void>;
}

/** Asks for the PIN. Whatever is entered, right or forced, is handled alike: this phone cannot tell them apart. */
export function PinStep({ wrong, onPin }: PinStepProps) {
  const state = useSignal<'asking' | 'missing' | 'working'>('asking');
  const submit = async (form: HTMLFormElement) => {
    const box = form.elements.namedItem('pin') as HTMLInputElement;
    const pin = box.value;
    if (!/^\d{4}$/.test(pin)) {
      state.value = 'missing';
      return;
    }
    box.value = '';
    state.value = 'working';
    await onPin(pin);
    state.value = 'asking';
  };
  return (
    <form
      class="pin"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (state.peek() !== 'working') void submit(event.currentTarget);
      }}
    >
      <p>{say.pinAsked}</p>
      <TextBox
        id="pin"
        label={say.pinLabel}
        hint={say.pinHint}
        error={errorOf(state.value, wrong)}
        input={{ type: 'password', inputMode: 'numeric', autocomplete: 'off', maxLength: 4 }}
      />
      <Button type="submit" busy={state.value === 'working'}>
        {say.finishWithPin}
      </Button>
    </form>
  );
}

function errorOf(state: 'asking' | 'missing' | 'working', wrong: boolean): string | null {
  if (state === 'missing') return say.pinMissing;
  return wrong ? say.pinWrong : null;
}
