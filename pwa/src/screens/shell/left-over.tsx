import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { hasBoxes } from '#screens/form/boxes';
import { textsOf } from '#screens/form/draft-data';
import { type Draft, drafts, dropDraft } from '#state/drafts';
import { form as formText, shell as say } from '#text/en';

/** What somebody was typing here before its boxes went from this page: their own words, to copy or to throw away. */
export function LeftOver() {
  const { path } = useLocation();
  const left = drafts.value.filter(({ key }) => key.split('#')[0] === path && !hasBoxes(key));
  return left.map((draft) => <Left key={draft.key} draft={draft} />);
}

function Left({ draft }: { draft: Draft }) {
  const asking = useSignal(false);
  const ask = (is: boolean) => {
    asking.value = is;
  };
  const typed = textsOf(draft.data);
  return (
    <Card heading={say.leftOver}>
      <p>{say.leftOverHelp}</p>
      {typed.map((text) => (
        <p class="prose" key={text}>
          {text}
        </p>
      ))}
      <div class="banner__actions">
        {asking.value ? (
          <>
            <Button look="secondary" onClick={() => void dropDraft(draft.key)}>
              {formText.discardYes}
            </Button>
            <Button onClick={() => ask(false)}>{formText.discardNo}</Button>
          </>
        ) : (
          <Button look="secondary" onClick={() => ask(true)}>
            {formText.discard}
          </Button>
        )}
      </div>
    </Card>
  );
}
