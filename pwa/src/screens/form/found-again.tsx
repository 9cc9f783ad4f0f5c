import { useSignal } from '@preact/signals';
import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { zone } from '#screens/common/place';
import { form as say } from '#text/en';
import type { Form } from './use-form';

/** Says that something begun was found again, when it was begun, and lets the person go on or throw it away. */
export function FoundAgain({ form }: { form: Form }) {
  const asking = useSignal(false);
  if (form.found === null) return null;
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

/** The button that was pressed is gone: the focus goes on to the first box. */
function focusFirst(): void {
  document.querySelector<HTMLElement>('#record input, #record textarea, #record select')?.focus();
}
