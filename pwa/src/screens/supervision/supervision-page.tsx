import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { supervisions } from '#state/records';
import { supervision as say } from '#text/en';
import { Sessions } from './sessions';

/** A case manager's own supervision: what was agreed, offline too. */
export function SupervisionPage() {
  return (
    <Page title={say.heading} back={paths.start}>
      <div class="narrow">
        <Sessions sessions={supervisions.value} own={false} />
      </div>
    </Page>
  );
}
