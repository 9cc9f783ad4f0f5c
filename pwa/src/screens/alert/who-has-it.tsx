import { useSignal } from '@preact/signals';
import type { BoardAlert } from '#domain/board';
import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { act } from '#state/alerts';
import { person } from '#state/session';
import { board, alert as say } from '#text/en';

/** Who has an alert, and where it stands. */
export function WhoHasIt({ alert: { owner, owned_until, state } }: { alert: BoardAlert }) {
  const mine = owner !== null && owner.account === person.value?.id;
  const tone = owner === null ? 'amber' : mine ? 'good' : 'calm';
  return (
    <Banner label={say.mine} tone={tone}>
      <div role="status">
        {board.standing[state] && (
          <p>
            <strong>{board.standing[state]}</strong>
          </p>
        )}
        {owner === null && state !== 'broadcast' && <p>{board.has(null, false, null, zone())}</p>}
        {owner !== null && !mine && <p>{say.has(owner.name, owned_until, zone())}</p>}
        {mine && (
          <p>
            <strong>{say.mine}.</strong> {owned_until !== null && say.keep(owned_until, zone())}
          </p>
        )}
      </div>
    </Banner>
  );
}

/** Taking it, or taking it over from another, in a second press. Nobody takes an alert about themselves. */
export function TakeIt({ alert: { id, owner, mine } }: { alert: BoardAlert }) {
  const doing = useDoing();
  const sure = useSignal(false);
  const verb = owner === null ? 'acknowledge' : 'take_over';
  if (mine) return <p>{say.yours}</p>;
  const take = async () => {
    if (owner !== null && !sure.value) sure.value = true;
    else if (await doing.run(() => act(id, verb))) document.querySelector<HTMLElement>('h1')?.focus();
  };
  return (
    <>
      <Failure words={doing.words} />
      <div class="banner__actions alert__take">
        <Button look={owner === null ? 'primary' : 'secondary'} busy={doing.busy} onClick={take}>
          {owner === null ? board.take : sure.value ? say.takeOverSure(owner.name) : say.takeOver}
        </Button>
      </div>
    </>
  );
}
