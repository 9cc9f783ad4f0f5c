import { at, type BoardVisit, standingOf, type VisitState } from '#domain/board';
import { Tag } from '#parts/tag';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { boardNow } from '#state/board';
import { board as say } from '#text/en';

/** A visit on the board: how much time is left, in large figures, then who, where and when last heard. */
export function VisitLine({ visit }: { visit: BoardVisit }) {
  const now = boardNow.value;
  const state = standingOf(visit, now);
  const { figure, words } = leftOf(visit, state, now);
  return (
    <li class={`visit visit--${state}`}>
      <p class="visit__left">
        <span class="visit__figure">{figure}</span> <span>{words}</span>
      </p>
      <div class="visit__who">
        <p class="entry__marks">
          <a class="visit__name" href={paths.boardVisit(visit.id)}>
            {visit.worker}
          </a>
          {visit.flagged && <Tag tone="waiting">{say.flagged}</Tag>}
          {visit.unplanned && <Tag tone="plain">{say.unplanned}</Tag>}
        </p>
        <p class="visit__place">{visit.place ?? say.noPlace}</p>
        {state !== 'planned' && <p class="quiet">{heardOf(visit, now)}</p>}
      </div>
    </li>
  );
}

/** The figure and the words beside it. Time that has run out is counted to the second. */
export function leftOf(visit: BoardVisit, state: VisitState, now: number): { figure: string; words: string } {
  const { due, alert_at, planned_start } = visit;
  const until = (moment: string | null) => (moment === null ? 0 : at(moment) - now);
  switch (state) {
    case 'grace':
      return { figure: say.countdown(until(alert_at)), words: say.left.grace(alert_at ?? '', zone()) };
    case 'overdue':
      return { figure: say.span(-until(alert_at)), words: say.left.overdue(alert_at ?? due ?? '', zone()) };
    case 'no_contact':
      return {
        figure: say.span(-until(planned_start)),
        words: say.left.noContact(planned_start ?? '', zone()),
      };
    case 'planned':
      return { figure: '', words: say.left.planned(planned_start ?? '', zone()) };
    default:
      return { figure: say.span(until(due)), words: say.left.armed(due ?? '', zone()) };
  }
}

function heardOf({ last_heard, battery }: BoardVisit, now: number): string {
  const heard = last_heard === null ? say.neverHeard : say.heard(last_heard, now, zone());
  return battery === null ? heard : `${heard} · ${say.battery(battery)}`;
}
