import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { drafts } from '#state/drafts';
import { signOut } from '#state/session';
import { status } from '#state/status';
import { phone as say } from '#text/en';
import { StopsRinging } from './stops-ringing';

/** Signing out, in two steps, with true words about what is not sent yet. */
export function SignOut() {
  const asking = useSignal(false);
  const words = useRef<HTMLParagraphElement>(null);
  const { unsent, needsAttention } = status.value;
  const { route } = useLocation();
  const leave = async () => {
    await signOut();
    route(paths.start, true);
  };
  const ask = (value: boolean) => () => {
    asking.value = value;
    // The button that was pressed is gone; what signing out means is read before what comes next.
    words.current?.focus({ preventScroll: true });
  };
  return (
    <Card heading={say.signOut} urgent={asking.value && unsent + needsAttention > 0}>
      <p role="status" tabIndex={-1} ref={words}>
        {wordsOf(unsent, needsAttention, drafts.value.length)}
      </p>
      {asking.value ? (
        <>
          <StopsRinging out />
          <div class="banner__actions">
            <Button look="secondary" onClick={leave}>
              {say.signOutYes}
            </Button>
            <Button onClick={ask(false)}>{say.signOutNo}</Button>
          </div>
        </>
      ) : (
        <Button look="secondary" onClick={ask(true)}>
          {say.signOut}
        </Button>
      )}
    </Card>
  );
}

function wordsOf(unsent: number, refused: number, unfinished: number): string {
  if (unsent > 0) return say.signOutUnsent(unsent);
  if (refused > 0) return say.signOutRefused(refused);
  return unfinished > 0 ? say.signOutUnfinished(unfinished) : say.signOutClear;
}
