import { useSignal } from '@preact/signals';
import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { zone } from '#screens/common/place';
import { form as say } from '#text/en';

/** What was begun before and is found again. */
export interface Found {
  /** The moment when it was begun; null where nothing was, or where that has been said. */
  found: string | null;
  /** Another window has saved or thrown away what stood here. */
  elsewhere: boolean;
  keepWriting(): void;
  discard(): Promise<void>;
}

const BOX = 'input:not([type=radio]), textarea, select';

interface FoundAgainProps {
  form: Found;
  /** Where the boxes are: the first of them takes the focus. */
  boxes?: string;
}

/** Says that something begun was found again, when it was begun, and lets the person go on or throw it away. */
export function FoundAgain({ form, boxes = 'record' }: FoundAgainProps) {
  const asking = useSignal(false);
  if (form.elsewhere)
    return (
      <Banner label={say.finished}>
        <p role="status">{say.finishedElsewhere}</p>
      </Banner>
    );
  if (form.found === null) return null;
  // The button that was pressed is gone.
  const focusFirst = () => document.getElementById(boxes)?.querySelector<HTMLElement>(BOX)?.focus();
  const keep = () => {
    form.keepWriting();
    focusFirst();
  };
  return (
    <Banner label={say.found}>
      <p>{asking.value ? say.discardSure : say.foundAgain(form.found, zone())}</p>
      <div class="banner__actions">
        {asking.value ? (
          <>
            <Button look="secondary" onClick={() => form.discard().then(focusFirst)}>
              {say.discardYes}
            </Button>
            <Button onClick={keep}>{say.discardNo}</Button>
          </>
        ) : (
          <>
            <Button onClick={keep}>{say.keepWriting}</Button>
            <Button
              look="secondary"
              onClick={() => {
                asking.value = true;
              }}
            >
              {say.discard}
            </Button>
          </>
        )}
      </div>
    </Banner>
  );
}
