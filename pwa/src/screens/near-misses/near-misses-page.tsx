import type { NearMiss } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card } from '#parts/card';
import { EmptyState } from '#parts/empty-state';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { Page } from '#screens/shell/page';
import { WatchPlaces } from '#screens/watch/places';
import { lessons, whenOf } from '#state/near-misses';
import { nearMisses as say } from '#text/en';
import { Lesson } from './lesson';

/** What nearly went wrong, and what was learned from each; what still has to be learned from comes first. */
export function NearMissesPage() {
  const { open, learned } = lessons.value;
  return (
    <Page title={say.heading}>
      <WatchPlaces />
      <p>{say.intro}</p>
      {open.length + learned.length === 0 && (
        <EmptyState title={say.none}>
          <p>{say.noneHelp}</p>
        </EmptyState>
      )}
      <List heading={say.open} urgent misses={open} />
      <List heading={say.done} misses={learned} />
    </Page>
  );
}

interface ListProps {
  heading: string;
  urgent?: boolean;
  misses: readonly Viewed<NearMiss>[];
}

function List({ heading, urgent = false, misses }: ListProps) {
  if (misses.length === 0) return null;
  return (
    <Card heading={heading} urgent={urgent}>
      <ul class="lines">
        {misses.map((miss) => (
          <Line key={miss.id} miss={miss} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ miss }: { miss: Viewed<NearMiss> }) {
  const { data, made, client } = miss;
  return (
    <li id={`miss-${miss.id}`}>
      <p class="entry__marks">
        {client !== null && (
          <a class="card__action" href={paths.client(client)}>
            {nameOf(client)}
          </a>
        )}
        <StandingTag record={miss} />
      </p>
      <p class="prose quote">{data.what}</p>
      <p class="quiet">{say.facts(made.name, whenOf(miss), data.place ?? null, zone())}</p>
      <Lesson miss={miss} />
    </li>
  );
}
