import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '#parts/button';
import { Calls } from '#screens/common/calls';
import { zone } from '#screens/common/place';
import { callForHelp, helpFor, panic } from '#state/help';
import { help as say } from '#text/en';
import { asking } from './asking';

/** Calls for help in two taps, or two presses of a key: the button is on every screen, also before signing in. */
export function HelpButton() {
  return (
    <button
      type="button"
      class="help-button"
      aria-label={say.buttonLabel}
      aria-expanded={asking.value}
      onClick={() => {
        asking.value = !asking.peek();
      }}
    >
      {say.button}
    </button>
  );
}

/** Asks whether help is really wanted; then says how the call stands until the server says that it is over. */
export function Help() {
  if (asking.value) return <Question />;
  const call = panic.value;
  if (call === null) return null;
  const { at, received, alert } = call;
  return (
    <section class="help" aria-label={say.section}>
      <div class="help__inner">
        <p class="help__head" role="status">
          {received === null && say.notSent}
          {received !== null && (alert?.told_at ? say.told(alert.told_at, alert.owner, zone()) : say.raising)}
        </p>
        <p>{received === null ? say.pressed(at, zone()) : say.received(received, zone())}</p>
        <Calls name={helpFor.value?.name ?? ''} emergency />
        <p class="quiet">{say.notClaimed}</p>
      </div>
    </section>
  );
}

function Question() {
  const head = useRef<HTMLParagraphElement>(null);
  const sending = useSignal(false);
  // Not on the button itself: whoever presses a key twice by mistake has not called for help.
  useEffect(() => head.current?.focus(), []);
  const close = () => {
    asking.value = false;
  };
  const call = async () => {
    sending.value = true;
    await callForHelp();
    close();
  };
  return (
    <section class="help" aria-label={say.question}>
      <div class="help__inner">
        <p class="help__head" tabIndex={-1} ref={head}>
          {say.question}
        </p>
        <p>{say.means}</p>
        <button
          type="button"
          class="nhsuk-button nhsuk-button--red"
          aria-disabled={sending.value}
          onClick={() => !sending.peek() && void call()}
        >
          {say.yes}
        </button>
        <Button look="secondary" onClick={close}>
          {say.no}
        </Button>
      </div>
    </section>
  );
}
