import { now } from '#parts/now';
import { StatusLine } from '#parts/status-line';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { session } from '#state/session';
import { status } from '#state/status';
import { status as say } from '#text/en';
import { toldOf, toneOf, wordsOf } from './status-words';

/** The status line of this phone, and the same told to a screen reader when it changes in kind. */
export function PhoneStatus() {
  const expired = session.value === 'expired';
  const words = wordsOf(status.value, expired, now.value, zone());
  return (
    <>
      <StatusLine
        label={say.label}
        tone={toneOf(status.value, expired)}
        words={words}
        href={expired ? paths.signIn : paths.phone}
      />
      <div class="nhsuk-u-visually-hidden" role="status">
        {toldOf(status.value, expired, words)}
      </div>
    </>
  );
}
