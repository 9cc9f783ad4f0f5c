import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Viewed } from '#domain/record';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { recordOf } from '#state/records';
import { status } from '#state/status';
import { records as say } from '#text/en';
import { notice } from './notice';

/** Says "Saved on this phone" after saving, and "Received" once the server's receipt is here. Read aloud politely. */
export function SavedNotice({ path }: { path: string }) {
  const shown = notice.value?.path === path ? notice.value : null;
  const box = useRef<HTMLDivElement>(null);
  // "Received" takes less room than what stood here: it keeps that, or a button would move away under the thumb.
  useLayoutEffect(() => {
    if (shown !== null) globalThis.scrollTo(0, 0);
    if (box.current === null) return;
    box.current.style.minHeight = shown === null ? '' : `${box.current.offsetHeight}px`;
  }, [shown]);
  const record = shown === null ? undefined : recordOf(shown.record);
  return (
    <div class="saved-notice" role="status" ref={box}>
      {record && (
        <div class={record.standing === 'received' ? 'banner banner--good' : 'banner'}>
          {shown?.words && (
            <p>
              <strong>{shown.words}</strong>
            </p>
          )}
          <Words record={record} what={shown?.what ?? null} />
        </div>
      )}
    </div>
  );
}

/** One line as a rule, so that the word that it is received fits where the word that it is saved stood. */
function Words({ record, what }: { record: Viewed<unknown>; what: string | null }) {
  if (record.standing === 'received') {
    const at = record.changed?.received ?? record.made.received;
    const said = say.received(at, now.value, zone());
    return (
      <p>
        <strong>{what === null ? said : say.receivedOf(what, said)}</strong>
      </p>
    );
  }
  return (
    <>
      <p>
        <strong>{say.savedOnPhone}</strong>
      </p>
      {record.standing === 'on_phone' && status.value.online === 'no' && <p>{say.savedOnPhoneMore}</p>}
    </>
  );
}
