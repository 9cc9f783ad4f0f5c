import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Viewed } from '#domain/record';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { recordOf } from '#state/records';
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
          <Words record={record} />
        </div>
      )}
    </div>
  );
}

function Words({ record }: { record: Viewed<unknown> }) {
  if (record.standing === 'received') {
    const at = record.changed?.received ?? record.made.received;
    return <p>{say.received(at, now.value, zone())}</p>;
  }
  return (
    <>
      <p>
        <strong>{say.savedOnPhone}</strong>
      </p>
      {record.standing === 'on_phone' && <p>{say.savedOnPhoneMore}</p>}
    </>
  );
}
