import { Calls } from '#screens/common/calls';
import { headOf, toneOf } from '#screens/common/face-words';
import { zone } from '#screens/common/place';
import { monitor } from '#state/help';
import type { Visiting } from '#state/visiting';
import { visit as say } from '#text/en';
import { linesOf } from './face-lines';

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
      {!short &&
        linesOf(standing, now, zone(), monitor.value?.name ?? null).map((line) => <p key={line}>{line}</p>)}
      {ringUp && <Calls name={worker} />}
    </section>
  );
}

function lookOf({ standing, practice }: Visiting): string {
  return `face face--${toneOf(standing)}${practice ? ' face--practice' : ''}`;
}
