import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { zone } from '#screens/common/place';
import { compareNow, comparing, lastCompared } from '#state/comparing';
import { keeping as say } from '#text/en';

/** Checks this phone against the server, and says when that was last done and what was found. */
export function Compare() {
  const failed = useSignal(false);
  const last = lastCompared.value;
  const compare = async () => {
    failed.value = false;
    failed.value = !(await compareNow());
  };
  const words = last === null ? say.never : say.last(last.at, last.differed, last.restored, zone());
  return (
    <Card heading={say.checkHeading}>
      <p class="quiet">{say.checkHelp}</p>
      <p role="status">
        {failed.value ? (
          say.notNow
        ) : (
          <>
            {say.checked}: {words}
          </>
        )}
      </p>
      <Button look="secondary" busy={comparing.value} onClick={compare}>
        {comparing.value ? say.comparing : say.compare}
      </Button>
    </Card>
  );
}
