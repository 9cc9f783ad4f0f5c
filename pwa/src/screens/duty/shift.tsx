import { useSignal } from '@preact/signals';
import { isLast, isNow, type Rota } from '#domain/duty';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { now } from '#parts/now';
import { Select } from '#parts/select';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { alerts } from '#state/board';
import { goOffDuty, goOnDuty, rotaTime } from '#state/duty';
import { person } from '#state/session';
import { duty as say } from '#text/en';

const HOUR = 3_600_000;
/** How long a shift may be, in hours. */
const LENGTHS = [1, 2, 4, 8, 12] as const;

/** Going on duty until a time, and off again. */
export function Shift({ rota: { duties } }: { rota: Rota }) {
  const doing = useDoing();
  const hours = useSignal(8);
  const mine = duties.find((duty) => duty.account === person.value?.id && isNow(duty, rotaTime(now.value)));
  const endOf = (length: number) => new Date(now.value.getTime() + length * HOUR).toISOString();
  const begin = () =>
    doing.run(() => goOnDuty({ account: null, post: 'monitor', begins: null, ends: endOf(hours.value) }));
  if (mine !== undefined)
    return (
      <Card heading={say.onDuty(mine.ends, now.value, zone())}>
        <Failure words={doing.words} />
        <p>{say.asPost[mine.post]}</p>
        <GoOff
          last={isLast(mine, duties, rotaTime(now.value))}
          busy={doing.busy}
          onGo={() => doing.run(() => goOffDuty(mine.id))}
        />
      </Card>
    );
  return (
    <Card heading={say.goOn} urgent>
      <Failure words={doing.words} />
      <Select
        id="hours"
        label={say.until}
        value={String(hours.value)}
        options={LENGTHS.map((length) => ({
          value: String(length),
          words: say.untilTime(endOf(length), length, now.value, zone()),
        }))}
        onChoose={(chosen) => {
          hours.value = Number(chosen);
        }}
      />
      <Button busy={doing.busy} onClick={begin}>
        {say.goOn}
      </Button>
    </Card>
  );
}

interface GoOffProps {
  /** Nobody watches without them. */
  last: boolean;
  busy: boolean;
  onGo: () => Promise<boolean>;
}

/** Asks once where somebody would be left alone: nobody else watches, or an alert is in this person's hands. */
function GoOff({ last, busy, onGo }: GoOffProps) {
  const asking = useSignal(false);
  const held = alerts.value.filter(({ drill, owner }) => !drill && owner?.account === person.value?.id);
  const go = () => {
    asking.value = !asking.value && (last || held.length > 0);
    if (!asking.value) onGo();
  };
  if (!asking.value)
    return (
      <Button look="secondary" busy={busy} onClick={go}>
        {say.goOff}
      </Button>
    );
  return (
    <>
      <p role="status">{say.offSure(last, held.length)}</p>
      <div class="banner__actions">
        <Button look="secondary" busy={busy} onClick={go}>
          {say.offYes}
        </Button>
        <Button onClick={() => (asking.value = false)}>{say.offNo}</Button>
      </div>
    </>
  );
}
