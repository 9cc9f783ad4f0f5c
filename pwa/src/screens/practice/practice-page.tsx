import { useEffect } from 'preact/hooks';
import { Button, ButtonLink } from '#parts/button';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { Armed } from '#screens/visit/armed';
import { Face } from '#screens/visit/face';
import { beginAgain, practised } from '#state/practice';
import type { Visiting } from '#state/visiting';
import { practice as say, visit as visitText } from '#text/en';
import { PractiseHelp } from './practise-help';

/** A visit that is only practised: the same screens, the whole way, and nobody hears of it. */
export function PracticePage() {
  useEffect(beginAgain, []);
  return (
    <Page title={say.heading} back={paths.phone}>
      <section class="practice" aria-label={say.banner}>
        <p>{say.banner}</p>
        <p>{say.real}</p>
      </section>
      <PractiseHelp />
      <Stage visiting={practised()} />
    </Page>
  );
}

function Stage({ visiting }: { visiting: Visiting }) {
  const { face } = visiting.standing;
  if (face === 'planned') {
    return (
      <div class="steps">
        <p>{say.lead}</p>
        <Button onClick={() => void visiting.start({ along: null, briefedAt: null, flagged: false })}>
          {visitText.start}
        </Button>
      </div>
    );
  }
  if (face !== 'ended') return <Armed visiting={visiting} />;
  return (
    <>
      <Face visiting={visiting} />
      <div class="steps">
        <Button onClick={beginAgain}>{say.again}</Button>
        <ButtonLink look="secondary" href={paths.phone}>
          {say.stop}
        </ButtonLink>
      </div>
    </>
  );
}
