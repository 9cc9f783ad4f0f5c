import { useSignal } from '@preact/signals';
import type { Rota } from '#domain/duty';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Select } from '#parts/select';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { startDrill } from '#state/alerts';
import { person } from '#state/session';
import { duty as say } from '#text/en';

/** Begins a drill for oneself or for another: it runs the whole way, and is called a drill everywhere. */
export function Drills({ rota: { people } }: { rota: Rota }) {
  const doing = useDoing();
  const who = useSignal('');
  const begun = useSignal(false);
  const me = person.value;
  const watches = me?.role !== 'administrator';
  const monitors = people.filter(({ account, role }) => role === 'monitor' && account !== me?.id);
  const begin = async () => {
    if (who.value === '' && !watches) return;
    begun.value = await doing.run(() => startDrill(who.value || null));
  };
  return (
    <Card heading={say.drills}>
      <p>{say.drillsHelp}</p>
      <Failure words={doing.words} />
      <p role="status">{begun.value ? say.drillBegun : ''}</p>
      {me?.role !== 'monitor' && (
        <Select
          id="drill-for"
          label={say.drillFor}
          value={who.value}
          options={[
            { value: '', words: watches ? say.me : say.chooseMonitor },
            ...monitors.map(({ account, name }) => ({ value: account, words: name })),
          ]}
          onChoose={(chosen) => {
            who.value = chosen;
          }}
        />
      )}
      <Button look="secondary" busy={doing.busy} onClick={begin}>
        {say.startDrill}
      </Button>
    </Card>
  );
}
