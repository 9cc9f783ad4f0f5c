import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { AskHelp, HelpCalled } from '#screens/shell/help-steps';
import { practisedHelp, practiseHelp, putAwayHelp } from '#state/practice';
import { practice as say } from '#text/en';

/** Calling for help as it is in earnest, but that nobody hears it. */
export function PractiseHelp() {
  const asking = useSignal(false);
  const call = practisedHelp.value;
  const ask = (value: boolean) => () => {
    asking.value = value;
  };
  if (asking.value)
    return (
      <AskHelp
        practice
        question={say.helpQuestion}
        means={say.helpMeans}
        onCall={async () => practiseHelp()}
        onClose={ask(false)}
      />
    );
  if (call === null)
    return (
      <p>
        <button type="button" class="clear" onClick={ask(true)}>
          {say.help}
        </button>
      </p>
    );
  return (
    <HelpCalled practice label={say.help} call={call}>
      <p>
        <strong>{say.helpNobody}</strong>
      </p>
      <p>{say.helpReally}</p>
      <Button look="secondary" onClick={putAwayHelp}>
        {say.helpAway}
      </Button>
    </HelpCalled>
  );
}
