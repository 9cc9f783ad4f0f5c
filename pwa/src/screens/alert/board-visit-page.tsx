import { useEffect } from 'preact/hooks';
import { type BoardVisit, isOut, standingOf } from '#domain/board';
import { Card } from '#parts/card';
import { EmptyState } from '#parts/empty-state';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { leftOf } from '#screens/watch/visit-line';
import { board, boardNow, boardVisits, look } from '#state/board';
import { board as boardText, alert as say } from '#text/en';
import { Agreed } from './agreed';
import { Call } from './alert-script';
import { KnownRisk, Where } from './where';

/** One visit as the watch sees it: time left, where, the risk, the call, and what is agreed on by phone. */
export function BoardVisitPage({ id }: { id: string }) {
  useEffect(look, []);
  const visit = boardVisits.value.find((one) => one.id === id);
  if (visit !== undefined) return <Known visit={visit} />;
  return (
    <Page
      title={board.value === null ? boardText.heading : say.visitGone}
      back={paths.board}
      waiting={board.value === null}
    >
      {board.value === null ? (
        <p role="status">{boardText.notYet}</p>
      ) : (
        <EmptyState title={say.visitGone}>
          <p>{say.visitGoneHelp}</p>
        </EmptyState>
      )}
    </Page>
  );
}

function Known({ visit }: { visit: BoardVisit }) {
  const now = boardNow.value;
  const state = standingOf(visit, now);
  const { figure, words } = leftOf(visit, state, now);
  return (
    <Page title={visit.worker} caption={say.visit} back={paths.board}>
      <div class="columns columns--even">
        <div>
          <Card heading={boardText.states[state]} urgent={state === 'grace' || state === 'overdue'}>
            <p class="visit__left">
              <span class="visit__figure">{figure}</span> <span>{words}</span>
            </p>
            <Call phone={visit.phone} />
          </Card>
          {isOut(state) && <Agreed visit={visit.id} />}
        </div>
        <div>
          <Where at={visit} now={now} />
          <KnownRisk risk={visit.risk} />
        </div>
      </div>
    </Page>
  );
}
