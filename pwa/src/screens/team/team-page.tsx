import { Page } from '#screens/shell/page';
import { team as say } from '#text/en';
import { AtAGlance } from './at-a-glance';
import { Phones } from './phones';
import { Workers } from './workers';

/** The supervisor's team: how everybody's work stands, their phones, and who works with whom. */
export function TeamPage() {
  return (
    <Page title={say.heading}>
      <AtAGlance />
      <div class="columns columns--even">
        <Phones />
        <Workers />
      </div>
    </Page>
  );
}
