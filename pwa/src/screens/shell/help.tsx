import { Calls } from '#screens/common/calls';
import { callForHelp, helpFor, lookForHelp, panic, reach } from '#state/help';
import { help as say } from '#text/en';
import { asking } from './asking';
import { AskHelp, HelpCalled, isBrief } from './help-steps';

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
        if (asking.peek()) lookForHelp();
      }}
    >
      {say.button}
    </button>
  );
}

/** Asks whether help is really wanted; then says how the call stands until the server says that it is over. */
export function Help() {
  const close = () => {
    asking.value = false;
  };
  const name = helpFor.value?.name ?? '';
  if (asking.value)
    return (
      <AskHelp question={say.question} means={say.means[reach.value]} onCall={callForHelp} onClose={close}>
        <Calls name={name} emergency brief />
      </AskHelp>
    );
  const call = panic.value;
  if (call === null) return null;
  return (
    <HelpCalled label={say.section} call={call}>
      <p class="quiet">{say.notClaimed}</p>
      <Calls name={name} emergency brief={isBrief(call)} />
    </HelpCalled>
  );
}
