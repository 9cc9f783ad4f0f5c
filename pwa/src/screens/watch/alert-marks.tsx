import type { BoardAlert } from '#domain/board';
import { Tag } from '#parts/tag';
import { zone } from '#screens/common/place';
import { boardNow } from '#state/board';
import { board as say } from '#text/en';

/** The marks of an alert: what it is about, whether it is a drill, whether a risk is known, and since when it stands. */
export function AlertMarks({ alert }: { alert: BoardAlert }) {
  const { about, grade, drill, flagged, opened } = alert;
  return (
    <p class="entry__marks">
      {about !== 'drill' && <Tag tone={grade === 'red' ? 'attention' : 'waiting'}>{say.kindOf(alert)}</Tag>}
      {drill && <Tag tone="calm">{say.drill}</Tag>}
      {flagged && <Tag tone="waiting">{say.flagged}</Tag>}
      <span>{say.since(opened, boardNow.value, zone())}</span>
    </p>
  );
}
