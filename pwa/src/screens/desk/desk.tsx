import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { EmptyState } from '#parts/empty-state';
import { ShowMore } from '#parts/show-more';
import { paths } from '#screens/common/paths';
import { PhoneProblems } from '#screens/common/problems';
import { UpdateReady } from '#screens/common/update-ready';
import { Page } from '#screens/shell/page';
import { desk as say } from '#text/en';
import { DeskItem } from './desk-item';
import { Filters } from './filters';
import { endLap } from './lap';
import { Lists } from './lists';
import { type Choice, choiceOf, chosen, lists, queryOf } from './queue';
import { Sitting } from './sitting';
import { WaitingCards } from './waiting-cards';

const AT_ONCE = 40;

/** The supervisor's start: what her team wrote, list by list, and what of it asks something of her. */
export function Desk() {
  const { query, route } = useLocation();
  const choice = choiceOf(query);
  useEffect(endLap, []);
  const choose = (part: Partial<Choice>) => route(paths.desk(queryOf({ ...choice, ...part })), true);
  return (
    <Page title={say.heading}>
      <UpdateReady />
      <PhoneProblems />
      <Lists choice={choice} />
      <div class="columns">
        <div>
          <Sitting />
          <WaitingCards />
          <Filters choice={choice} onChoose={choose} />
        </div>
        <Items key={queryOf(choice)} choice={choice} />
      </div>
    </Page>
  );
}

function Items({ choice }: { choice: Choice }) {
  const shown = useSignal(AT_ONCE);
  const items = chosen(lists.value, choice);
  return (
    <section aria-label={say.show(choice.show)}>
      <p class="desk__count" role="status">
        {say.count(choice.show, items.length)}
      </p>
      {items.length === 0 && <EmptyState title={emptyWords(choice)} />}
      <ul class="list desk__notes">
        {items.slice(0, shown.value).map((one) => (
          <DeskItem key={one.item.id} one={one} query={queryOf(choice)} />
        ))}
      </ul>
      <ShowMore shown={shown} all={items.length} step={AT_ONCE} words={say.showMore} />
    </section>
  );
}

function emptyWords({ show, worker, client, day }: Choice): string {
  if (lists.value.all.length === 0) return say.none;
  return (worker ?? client ?? day) === null ? say.noneIn(show) : say.noneFiltered;
}
