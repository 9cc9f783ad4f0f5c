import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { SummaryList } from '#parts/summary-list';
import { drafts } from '#state/drafts';
import { waitingForDecision } from '#state/held';
import { exportUnsent } from '#state/refusals';
import { persistentStorage, secondCopy, status } from '#state/status';
import { phone as phoneText, keeping as say } from '#text/en';

/** How safely this phone keeps what is on it, and a file of what is not sent. */
export function Keeping() {
  const { unsent, needsAttention } = status.value;
  const something = unsent + needsAttention + drafts.value.length + waitingForDecision.value.length > 0;
  return (
    <Card heading={say.heading}>
      <SummaryList
        rows={[
          { key: phoneText.storage, value: phoneText.storages[persistentStorage.value] },
          { key: say.copy, value: say.copies[secondCopy.value] },
        ]}
      />
      {something && (
        <>
          <p class="quiet">{say.exportHelp}</p>
          <div class="banner__actions">
            <Button look="secondary" onClick={exportUnsent}>
              {say.exportNow}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}
