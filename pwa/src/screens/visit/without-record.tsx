import type { Visit } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { visitingOf } from '#state/visiting';
import { visit as say } from '#text/en';
import { Armed } from './armed';
import { Face } from './face';

/** A visit that was begun here and whose client has gone from this phone since: she extends and ends it all the same. */
export function WithoutRecord({ id }: { id: string }) {
  const visiting = visitingOf(standIn(id));
  const { face } = visiting.standing;
  if (face === 'planned') return <Unknown title={say.unknown} />;
  const over = face === 'ending' || face === 'ended';
  return (
    <Page title={say.yours} back={paths.start}>
      <p>{over ? say.overWithoutRecord : say.withoutRecord}</p>
      {over ? <Face visiting={visiting} /> : <Armed visiting={visiting} />}
    </Page>
  );
}

/** Nothing is known of it but that it runs; how it went is nothing that this phone could still write down. */
function standIn(id: string): Viewed<Visit> {
  return {
    id,
    kind: 'visit',
    client: null,
    version: 0,
    data: { worker: '', planned_at: '', state: 'done' },
    standing: 'received',
    errors: null,
    made: { by: '', name: '', at: '', received: null },
    changed: null,
    waitingFields: [],
  };
}
