import { useEffect } from 'preact/hooks';
import { isOut, isUntaken } from '#domain/board';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { alerts, board, boardNow, boardVisits, freshness, look } from '#state/board';
import { clock } from '#text/dates';
import { board as say } from '#text/en';
import { Alerts, Fresh, Trouble, Visits } from './board-parts';

/** So many lines fit below one another on a screen of 1,080 lines. */
const ON_THE_WALL = 6;

/** The board for a screen on the wall: nothing to press, large enough to be read across a room. */
export function WallPage() {
  useEffect(look, []);
  useEffect(() => {
    document.title = say.wallHeading;
  }, []);
  return (
    <main id="main" class="page__main wall" tabIndex={-1}>
      <header class="wall__head">
        <h1 class="wall__title">{say.wallHeading}</h1>
        <p class="wall__clock">
          {board.value !== null && clock(new Date(boardNow.value).toISOString(), zone())}
        </p>
        <a class="wall__leave" href={paths.board}>
          {say.fromWall}
        </a>
      </header>
      {board.value === null ? <Fresh /> : <Wall />}
    </main>
  );
}

function Wall() {
  const watching = board.value?.watching ?? [];
  return (
    <>
      <p class="wall__sum">
        {say.howMany(alerts.value.length, alerts.value.filter(isUntaken).length)}
        {' · '}
        {say.out(boardVisits.value.filter(({ state }) => isOut(state)).length)}
        {' · '}
        {watching.length === 0 ? say.nobody : say.watchedBy(watching.map(({ name }) => name))}
      </p>
      <div class={alerts.value.length === 0 ? '' : 'columns columns--even'}>
        <Alerts still />
        <Visits most={ON_THE_WALL} />
      </div>
      <Trouble />
      {!freshness.value.stale && <Fresh />}
    </>
  );
}
