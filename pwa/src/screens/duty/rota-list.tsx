import { useSignal } from '@preact/signals';
import { type Duty, isLast, isNow, type Rota } from '#domain/duty';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { goOffDuty, rotaTime } from '#state/duty';
import { person } from '#state/session';
import { duty as say } from '#text/en';

/** Who is on duty now, and who will be, with the way to take each off again. */
export function RotaList({ rota: { duties } }: { rota: Rota }) {
  const doing = useDoing();
  const me = person.value;
  const mayRemove = ({ account }: Duty) => me?.role !== 'monitor' || account === me.id;
  const sorted = duties.toSorted((one, other) => one.begins.localeCompare(other.begins));
  return (
    <Card heading={say.rota}>
      <Failure words={doing.words} />
      {sorted.length === 0 && <p>{say.rotaEmpty}</p>}
      <ul class="lines">
        {sorted.map((duty) => (
          <Line
            key={duty.id}
            duty={duty}
            last={isLast(duty, duties, rotaTime(now.value))}
            {...(mayRemove(duty) ? { onRemove: () => doing.run(() => goOffDuty(duty.id)) } : {})}
          />
        ))}
      </ul>
    </Card>
  );
}

interface LineProps {
  duty: Duty;
  /** Nobody watches without them. */
  last: boolean;
  onRemove?: () => Promise<boolean>;
}

function Line({ duty, last, onRemove }: LineProps) {
  const { name, post, begins, ends } = duty;
  return (
    <li>
      <p class="entry__marks">
        <strong>{name}</strong>
        <span>{say.posts[post]}</span>
        {isNow(duty, rotaTime(now.value)) && <Tag tone="good">{say.now}</Tag>}
      </p>
      <p class="quiet">{say.fromTo(begins, ends, now.value, zone())}</p>
      {onRemove && <Remove name={name} last={last} onRemove={onRemove} />}
    </li>
  );
}

function Remove({ name, last, onRemove }: { name: string; last: boolean; onRemove: () => Promise<boolean> }) {
  const asking = useSignal(false);
  const ask = (value: boolean) => () => {
    asking.value = value;
  };
  if (!asking.value)
    return (
      <button type="button" class="clear" onClick={ask(true)}>
        {say.remove}
        <span class="nhsuk-u-visually-hidden"> {name}</span>
      </button>
    );
  return (
    <>
      <p role="status">{say.removeSure(name, last)}</p>
      <div class="banner__actions">
        <Button look="secondary" onClick={() => onRemove().finally(ask(false))}>
          {say.removeYes}
        </Button>
        <Button onClick={ask(false)}>{say.removeNo}</Button>
      </div>
    </>
  );
}
