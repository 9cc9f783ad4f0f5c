import { Card, Entry } from '#parts/card';
import { nameOf } from '#screens/common/names';
import { zone } from '#screens/common/place';
import { draftDataOf } from '#screens/form/draft-data';
import { drafts } from '#state/drafts';
import { today as say } from '#text/en';

/** What was begun and not finished, each with its client and the moment it was begun. */
export function Unfinished() {
  if (drafts.value.length === 0) return null;
  return (
    <Card heading={say.unfinished} urgent>
      <ul class="list">
        {drafts.value.map((draft) => {
          const begun = draftDataOf(draft.data)?.begun ?? draft.savedAt;
          return (
            <Entry
              key={draft.key}
              href={draft.key}
              title={say.draft(draft.form, nameOf(draft.client), begun, zone())}
            />
          );
        })}
      </ul>
    </Card>
  );
}
