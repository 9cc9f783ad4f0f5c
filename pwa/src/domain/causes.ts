import { type AlertKind, at, type Board, type BoardAlert, type BoardVisit, isUntaken } from '#domain/board';

/** So long after the end of its grace a visit without an alert means that the engine has failed. */
const PAST_GRACE_MS = 30_000;

/** What an alert is about once a visit of its worker has raised one. */
const GRAVE: readonly AlertKind[] = ['duress', 'panic', 'overdue'];

/**
 * Whether an alert covers a visit that is overdue since then: it is that visit's, or the server has joined the visit to
 * what there was about its worker. An alert that was calmed while somebody had it stays amber, and a line tells of it.
 */
function covers(alert: BoardAlert, { id, account }: BoardVisit, since: number): boolean {
  if (alert.drill || alert.state === 'stand_down' || !GRAVE.includes(alert.about)) return false;
  // Somebody else may go there by now, and what there was about whoever was to go before is still hers.
  if (alert.account !== account) return false;
  const joined = () => alert.events.some((event) => event.detail.kind === 'overdue' && at(event.at) >= since);
  return alert.visit === id || alert.grade === 'red' || joined();
}

/** The visits that should have raised an alert by now and have not, by the board's own count. */
export function overlooked({ visits, alerts, closed }: Board, now: number): BoardVisit[] {
  // Whoever closed a call for help or a silence alone had no word of its end.
  const wasOverdue = ({ kind, events }: BoardAlert) =>
    kind === 'overdue' || events.some(({ detail }) => detail.kind === 'overdue');
  const settled = ({ id, account }: BoardVisit, since: string) =>
    closed.some(
      (alert) =>
        alert.visit === id &&
        alert.account === account &&
        alert.resolved !== null &&
        at(alert.resolved) >= at(since) &&
        wasOverdue(alert),
    );
  return visits.filter((visit) => {
    const { state, alert_at } = visit;
    return (
      state !== 'ended' &&
      alert_at !== null &&
      now - at(alert_at) > PAST_GRACE_MS &&
      !alerts.some((alert) => covers(alert, visit, at(alert_at))) &&
      !settled(visit, alert_at)
    );
  });
}

/** Why a board makes a sound. `key` tells a new reason from one that was quieted. */
export interface Cause {
  readonly key: string;
  readonly is: 'alert' | 'overlooked' | 'stale' | 'engine';
  readonly sound: 'siren' | 'chime';
}

/** Everything that this board has to sound for; without a `now` it counts nothing down by itself. */
export function causesOf(board: Board | null, stale: boolean, now: number | null): Cause[] {
  const found: Cause[] = stale ? [{ key: 'stale', is: 'stale', sound: 'siren' }] : [];
  if (board === null) return found;
  if (!board.engine.ok) found.push({ key: 'engine', is: 'engine', sound: 'siren' });
  for (const { id } of now === null ? [] : overlooked(board, now))
    found.push({ key: `overlooked ${id}`, is: 'overlooked', sound: 'siren' });
  for (const alert of board.alerts)
    if (isUntaken(alert)) {
      const sound = alert.grade === 'red' ? 'siren' : 'chime';
      found.push({ key: `${alert.id} ${alert.kind} ${alert.state}`, is: 'alert', sound });
    }
  return found;
}
