import { useSignal } from '@preact/signals';
import { type BoardAlert, isLapsing } from '#domain/board';
import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { Standing } from '#screens/watch/standing';
import { act } from '#state/alerts';
import { boardNow } from '#state/board';
import { person } from '#state/session';
import { board, alert as say } from '#text/en';

/** Who has an alert, and where it stands. */
export function WhoHasIt({ alert }: { alert: BoardAlert }) {
  const { owner, owned_until, state } = alert;
  const me = person.value?.id;
  const mine = owner !== null && owner.account === me;
  const isEnding = mine && isLapsing(alert, boardNow.value);
  const tone = owner === null || isEnding ? 'amber' : mine ? 'good' : 'calm';
  const none = state === 'broadcast' ? board.hadIt(alert, me, zone()) : board.has(alert, me, zone());
  return (
    <Banner label={say.mine} tone={tone}>
      <div role="status">
        <Standing alert={alert} />
        {owner === null && none && <p>{none}</p>}
        {owner !== null && !mine && <p>{say.has(owner.name, owned_until, zone())}</p>}
        {mine && (
          <p>
            <strong>{say.mine}.</strong> {owned_until !== null && say.keep(owned_until, zone())}
          </p>
        )}
        {isEnding && (
          <p>
            <strong>{say.keepNow}</strong>
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
