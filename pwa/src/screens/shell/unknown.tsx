import { paths } from '#screens/common/paths';
import { shell as say } from '#text/en';
import { Page } from './page';

/** What stands in the place of a record that is not on this phone. */
export function Unknown({ title }: { title: string }) {
  return (
    <Page title={title}>
      <p>{say.unknownHelp}</p>
      <p>
        <a href={paths.start}>{say.toStart}</a>
      </p>
    </Page>
  );
}

/** What stands at an address that leads nowhere. */
export function NotFound() {
  return (
    <Page title={say.notFound}>
      <p>{say.notFoundHelp}</p>
      <p>
        <a href={paths.start}>{say.toStart}</a>
      </p>
    </Page>
  );
}
