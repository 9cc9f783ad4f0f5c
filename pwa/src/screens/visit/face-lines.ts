import { minutesTo } from '#screens/common/face-words';
import type { Standing } from '#state/visiting';
import { visit as say } from '#text/en';

/** What is said of a visit below its head; `monitor` is whom to ring, where that is known. */
export function linesOf(standing: Standing, now: number, zone: string, monitor: string | null): string[] {
  const { alertAt, unconfirmedMinutes, refusal, unheard, face } = standing;
  const quiet = unheard && unconfirmedMinutes === 0 && face !== 'not_protected' && face !== 'ending';
  return [
    ...stateOf(standing, now, zone, monitor),
    ...(quiet ? [say.notHeardYet] : []),
    ...(refusal === 'refused' ? [say.refused] : []),
    ...(unconfirmedMinutes > 0 ? [say.unconfirmed(unconfirmedMinutes, alertAt, zone)] : []),
    ...(refusal === 'too_long' ? [say.askedTooMuch] : []),
  ];
}

function stateOf(standing: Standing, now: number, zone: string, monitor: string | null): string[] {
  const { face, due, alertAt, finished, confirmed, engineOk } = standing;
  switch (face) {
    case 'armed':
      return armedLines(standing, now, zone);
    case 'due_soon':
      return [...(engineOk ? [] : [say.engineDown]), say.dueSoon, ...confirmation(standing, zone)];
    case 'grace':
      // Nothing is promised for a time at which nothing may happen.
      if (!engineOk) return [say.engineDown, say.dueSoon, ...confirmation(standing, zone)];
      return [
        alertAt === null ? say.dueSoon : say.willBeTold(alertAt, zone),
        ...confirmation(standing, zone),
      ];
    case 'overdue':
      return [say.whoKnows(standing, monitor, zone)];
    case 'ending':
      return [say.finishUnheard(due === null ? null : alertAt, zone)];
    case 'ended':
      return finished === null ? [] : [say.finishedAt(finished, confirmed, zone)];
    default:
      return [say.notReceived, say.keepsTrying];
  }
}

function armedLines(standing: Standing, now: number, zone: string): string[] {
  const { due, engineOk, watching } = standing;
  const left = say.timeLeft(minutesTo(due, now));
  if (!engineOk) return [say.engineDown, left, ...confirmation(standing, zone)];
  if (watching?.length === 0) return [say.timerRuns(due ?? '', zone), ...confirmation(standing, zone)];
  return [left, ...confirmation(standing, zone)];
}

function confirmation({ confirmed, watching }: Standing, zone: string): string[] {
  const names = watching?.map(({ name }) => name) ?? null;
  return confirmed === null ? [] : [`${say.confirmed(confirmed, zone)} ${say.onDuty(names)}`];
}
