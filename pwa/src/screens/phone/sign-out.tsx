import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { signOut } from '#state/session';
import { status } from '#state/status';
import { phone as say } from '#text/en';

/** Signing out, in two steps, with true words about what is not sent yet. */
export function SignOut() {
  const asking = useSignal(false);
  const { unsent } = status.value;
  const { route } = useLocation();
  const leave = async () => {
    await signOut();
    route(paths.start, true);
  };
  const ask = (value: boolean) => () => {
    asking.value = value;
  };
  return (
    <Card heading={say.signOut} urgent={asking.value && unsent > 0}>
      <p role="status">{unsent > 0 ? say.signOutUnsent(unsent) : say.signOutClear}</p>
      {asking.value ? (
        <div class="banner__actions">
          <Button look="secondary" onClick={leave}>
            {say.signOutYes}
          </Button>
          <Button onClick={ask(false)}>{say.signOutNo}</Button>
        </div>
      ) : (
        <Button look="secondary" onClick={ask(true)}>
          {say.signOut}
        </Button>
      )}
    </Card>
  );
}
