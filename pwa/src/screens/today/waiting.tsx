import { Card, Entry } from '#parts/card';
import { now } from '#parts/now';
import { paths } from '#screens/common/paths';
import { status } from '#state/status';
import { today as say, status as statusText } from '#text/en';

/** How much waits on this phone to be sent. */
export function Waiting() {
  const { unsent, oldestUnsent } = status.value;
  if (unsent === 0) return null;
  return (
    <Card heading={say.waiting}>
      <ul class="list">
        <Entry href={paths.phone} title={statusText.unsent(unsent, oldestUnsent, now.value)} />
      </ul>
    </Card>
  );
}
