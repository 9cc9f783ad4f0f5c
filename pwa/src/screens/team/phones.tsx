import { useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { zone } from '#screens/common/place';
import { fetchTeamDevices, type TeamDevice, teamDevices } from '#state/devices';
import { team as say } from '#text/en';
import { remarksOf } from './phone-words';
import { tones } from './tones';

/** The team's phones: what each last had unsent, how old that is, and when it was last heard. */
export function Phones() {
  const state = useSignal<'idle' | 'asking' | 'failed'>('idle');
  const ask = useCallback(async () => {
    state.value = 'asking';
    state.value = (await fetchTeamDevices()) ? 'idle' : 'failed';
  }, [state]);
  useEffect(() => {
    ask();
  }, [ask]);
  const told = teamDevices.value;
  return (
    <Card heading={say.phones}>
      <p class="quiet">{say.phonesHelp}</p>
      <div role="status">
        {state.value === 'failed' && <p>{say.offline}</p>}
        {told !== null && <p class="quiet">{say.asked(told.at, now.value, zone())}</p>}
      </div>
      {told?.devices.length === 0 && <p>{say.noPhones}</p>}
      <ul class="lines">
        {told?.devices.map((device) => (
          <Phone key={device.id} device={device} />
        ))}
      </ul>
      <Button look="secondary" busy={state.value === 'asking'} onClick={ask}>
        {state.value === 'asking' ? say.asking : say.refresh}
      </Button>
    </Card>
  );
}

function Phone({ device }: { device: TeamDevice }) {
  const { user_name, name, last_seen, revoked, unsent, oldest_unsent, age } = device;
  return (
    <li>
      <p class="entry__marks">
        <strong>{user_name}</strong>
        <span class="quiet">{name}</span>
        {revoked !== null && <Tag tone="plain">{say.revoked}</Tag>}
      </p>
      <p class="entry__marks">
        {unsent === null ? (
          <Tag tone="plain">{say.notSaid}</Tag>
        ) : (
          <Tag tone={tones[age]}>
            {unsent === 0 ? say.nothing : say.unsent(unsent, oldest_unsent, now.value)}
          </Tag>
        )}
        <span class="quiet">{say.lastSeen(last_seen, now.value, zone())}</span>
      </p>
      {remarksOf(device, now.value, zone()).map((remark) => (
        <p key={remark} class="quiet">
          {remark}
        </p>
      ))}
    </li>
  );
}
