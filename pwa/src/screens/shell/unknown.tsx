import { paths } from '#screens/common/paths';
import { client as say, shell } from '#text/en';
import { Page } from './page';

/** What stands in the place of a record that is not on this phone. */
export function Unknown({ title }: { title: string }) {
  return (
    <Page title={title}>
      <p>{say.unknownHelp}</p>
      <p>
        <a href={paths.start}>{shell.toStart}</a>
      </p>
    </Page>
  );
}

/** What stands at an address that leads nowhere. */
export function NotFound() {
  return (
    <Page title={shell.notFound}>
      <p>{shell.notFoundHelp}</p>
      <p>
        <a href={paths.start}>{shell.toStart}</a>
      </p>
    </Page>
  );
}
