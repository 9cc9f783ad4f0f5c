import { Calls } from '#screens/common/calls';
import { headOf, minutesTo, toneOf } from '#screens/common/face-words';
import { zone } from '#screens/common/place';
import { monitor } from '#state/help';
import type { Standing, Visiting } from '#state/visiting';
import { visit as say } from '#text/en';

interface FaceProps {
  visiting: Visiting;
  /** While all is well only what is said first: what is asked below it has to be in sight. */
  brief?: boolean;
}

/** How the visit stands, in colour and in words; read aloud when it changes in kind. */
export function Face({ visiting, brief = false }: FaceProps) {
  const { standing, now, practice, worker } = visiting;
  const short = brief && (standing.face === 'armed' || standing.face === 'due_soon');
  const ringUp = !practice && !short && toneOf(standing) !== 'green' && standing.face !== 'ended';
  return (
    <section class={lookOf(visiting)} aria-label={say.of(worker)}>
      <p class="face__head" role="status">
        {practice && say.inPractice} {headOf(standing, now, zone())}
      </p>
      {!short && linesOf(standing, now).map((line) => <p key={line}>{line}</p>)}
      {ringUp && <Calls name={worker} />}
    </section>
  );
}

function lookOf({ standing, practice }: Visiting): string {
  return `face face--${toneOf(standing)}${practice ? ' face--practice' : ''}`;
}

function linesOf(standing: Standing, now: number): string[] {
  const { alertAt, unconfirmedMinutes, refusal, unheard, face } = standing;
  const quiet = unheard && unconfirmedMinutes === 0 && face !== 'not_protected' && face !== 'ending';
  return [
    ...stateOf(standing, now),
    ...(quiet ? [say.notHeardYet] : []),
    ...(refusal === 'refused' ? [say.refused] : []),
    ...(unconfirmedMinutes > 0 ? [say.unconfirmed(unconfirmedMinutes, alertAt, zone())] : []),
    ...(refusal === 'too_long' ? [say.askedTooMuch] : []),
  ];
}

function stateOf(standing: Standing, now: number): string[] {
  const { face, due, alertAt, finished, confirmed } = standing;
  switch (face) {
    case 'armed':
      return armedLines(standing, now);
    case 'due_soon':
      return [say.dueSoon, ...confirmation(standing)];
    case 'grace':
      return [alertAt === null ? say.dueSoon : say.willBeTold(alertAt, zone()), ...confirmation(standing)];
    case 'overdue':
      return [say.whoKnows(standing, monitor.value?.name ?? null, zone())];
    case 'ending':
      return [say.finishUnheard(due === null ? null : alertAt, zone())];
    case 'ended':
      return finished === null ? [] : [say.finishedAt(finished, confirmed, zone())];
    default:
      return [say.notReceived, say.keepsTrying];
  }
}

function armedLines(standing: Standing, now: number): string[] {
  const { due, engineOk, watching } = standing;
  const left = say.timeLeft(minutesTo(due, now));
  if (!engineOk) return [say.engineDown, left, ...confirmation(standing)];
  if (watching?.length === 0) return [say.timerRuns(due ?? '', zone()), ...confirmation(standing)];
  return [left, ...confirmation(standing)];
}

function confirmation({ confirmed, watching }: Standing): string[] {
  const names = watching?.map(({ name }) => name) ?? null;
  return confirmed === null ? [] : [`${say.confirmed(confirmed, zone())} ${say.onDuty(names)}`];
}
