import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Item } from '#domain/review';
import { Banner } from '#parts/banner';
import { Button, ButtonLink } from '#parts/button';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { lapOf, neighbours } from '#screens/desk/lap';
import { choiceOf, draw, queryOf } from '#screens/desk/queue';
import { announceSaved } from '#screens/shell/notice';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { type Audit, markRead, signOff } from '#state/reviewing';
import { itemOf, reviewedOf } from '#state/reviews';
import { person } from '#state/session';
import { review as say } from '#text/en';
import { AuditCard } from './audit-card';
import { Beside } from './beside';
import { Exchange } from './exchange';
import { ItemBody } from './item-body';
import { Keys, Places } from './places';
import { ReviewTag } from './review-tag';
import { useKeys } from './use-keys';

/** One item on the desk, with its client's story beside it. A supervisor who opens it has read it. */
export function ReviewPage({ item }: { item: string }) {
  const found = itemOf(item);
  return found === undefined ? <Unknown title={say.unknownTitle} /> : <Known item={found} />;
}

function Known({ item }: { item: Item }) {
  const ways = useWays(item);
  const { standing, opened } = reviewedOf(item.id);
  useEffect(() => {
    if (!ways.own && !opened) markRead(item);
  }, [ways.own, opened, item]);
  return (
    <Page
      title={say.title(item.kind, nameOf(item.client))}
      caption={say.by(item.made.name, happenedAt(item), zone())}
      back={ways.list}
      actions={<Actions ways={ways} />}
    >
      <Places places={ways.places} query={ways.query} />
      <div class="columns columns--review">
        <div>
          <p class="entry__marks">
            <ReviewTag state={standing.state} />
          </p>
          {standing.crossed && <Crossed />}
          <ItemBody item={item} />
          {ways.audit && <AuditCard {...ways.audit} />}
          <Exchange item={item} />
          <Keys />
        </div>
        {item.client !== null && <Beside client={item.client} item={item.id} query={ways.query} />}
      </div>
    </Page>
  );
}

/** Where one can go from an item, and what one can decide about it; by key too. */
function useWays(item: Item) {
  const location = useLocation();
  const choice = choiceOf(location.query);
  const query = queryOf(choice);
  const places = neighbours(lapOf(choice, item.id), item.id);
  const own = item.made.by === person.value?.id;
  const list = paths.desk(query);
  const after = places.next === null ? list : paths.review(places.next, query);
  const returning = own ? null : paths.giveBack(item.id, query);
  const sign = async (audit: Audit | null = null) => {
    const [id] = await signOff([item], audit);
    if (id !== undefined) announceSaved(id, after, { words: say.done('signed_off', nameOf(item.client)) });
    location.route(after);
  };
  const canSign = !own && reviewedOf(item.id).standing.state !== 'signed_off';
  const go = (to: string | null) => to !== null && location.route(paths.review(to, query));
  useKeys({
    j: () => go(places.next),
    ArrowRight: () => go(places.next),
    k: () => go(places.previous),
    ArrowLeft: () => go(places.previous),
    ...(canSign ? { s: () => sign() } : {}),
    ...(returning === null ? {} : { r: () => location.route(returning) }),
  });
  const drawn = !own && draw.value.notes.has(item.id) && !reviewedOf(item.id).audited;
  const audit = drawn ? { onSound: () => sign('sound'), returning: auditOf(item, query) } : null;
  return { query, places, own, list, after, returning, sign: canSign ? sign : null, audit };
}

function Actions({ ways: { sign, returning, after, places } }: { ways: ReturnType<typeof useWays> }) {
  return (
    <>
      {sign && <Button onClick={() => sign()}>{say.signOff}</Button>}
      {returning && (
        <ButtonLink look="secondary" href={returning}>
          {say.giveBack}
        </ButtonLink>
      )}
      <ButtonLink look="secondary" href={after}>
        {places.next === null ? say.toList : say.next}
      </ButtonLink>
    </>
  );
}

/** The return of an item that falls short: its result goes along in the address. */
function auditOf(item: Item, query: string): string {
  return paths.giveBack(item.id, `${query === '' ? '?' : `${query}&`}audit=wanting`);
}

function Crossed() {
  return (
    <Banner label={say.crossed} tone="amber">
      <p>
        <strong>{say.crossed}</strong>
      </p>
      <p>{say.crossedMore}</p>
    </Banner>
  );
}

function happenedAt({ data, made }: Item): string {
  if ('text' in data) return data.happened_at ?? made.at;
  return data.at;
}
