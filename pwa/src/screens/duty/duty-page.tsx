import { useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { Notifications } from '#screens/common/notifications';
import { Page } from '#screens/shell/page';
import { WatchPlaces } from '#screens/watch/places';
import { look } from '#state/board';
import { askRota, rota } from '#state/duty';
import { person } from '#state/session';
import { duty as say, watch } from '#text/en';
import { Drills } from './drills';
import { PutOnDuty } from './put-on-duty';
import { RotaList } from './rota-list';
import { Shift } from './shift';
import { SoundTest } from './sound-test';

/** The start of a shift, who is on duty and will be, and drills. An administrator keeps the rota only. */
export function DutyPage() {
  const failed = useSignal(false);
  const ask = useCallback(async () => {
    failed.value = !(await askRota());
  }, [failed]);
  useEffect(() => {
    ask();
  }, [ask]);
  useEffect(look, []);
  const watches = person.value?.role !== 'administrator';
  return (
    <Page title={say.heading} waiting={rota.value === null}>
      <WatchPlaces />
      <div role="status">{rota.value === null && <p>{failed.value ? watch.offline : watch.asking}</p>}</div>
      {rota.value !== null && (
        <div class="columns columns--even">
          <div>
            {watches ? (
              <>
                <Shift rota={rota.value} />
                <SoundTest />
                <Notifications />
              </>
            ) : (
              <RotaList rota={rota.value} />
            )}
          </div>
          <div>
            {watches && <RotaList rota={rota.value} />}
            <PutOnDuty rota={rota.value} />
            <Drills rota={rota.value} />
          </div>
        </div>
      )}
    </Page>
  );
}
