import type { BoardAlert } from '#domain/board';
import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { act } from '#state/alerts';
import { boardNow } from '#state/board';
import { alert as say } from '#text/en';

/** A closed alert: how it ended, and the way to open it again for a day. */
export function Reopen({ alert }: { alert: BoardAlert }) {
  const doing = useDoing();
  const { id, kind, outcome, resolved, resolved_by, opened } = alert;
  const words = say.ended(
    say.outcomeOf(outcome, kind),
    resolved_by,
    resolved ?? opened,
    boardNow.value,
    zone(),
  );
  return (
    <Banner label={words}>
      <p role="status">{words}</p>
      <Failure words={doing.words} />
      <div class="banner__actions">
        <Button look="secondary" busy={doing.busy} onClick={() => doing.run(() => act(id, 'reopen'))}>
          {say.reopen}
        </Button>
      </div>
    </Banner>
  );
}
