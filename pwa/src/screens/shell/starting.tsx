import { PhoneProblems } from '#screens/common/problems';
import { shell as say } from '#text/en';

/** What stands while the phone opens its own records: a moment. */
export function Starting() {
  return (
    <main id="main" class="page__main">
      <p class="starting" role="status">
        {say.starting}
      </p>
      <PhoneProblems />
    </main>
  );
}
