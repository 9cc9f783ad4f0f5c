import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { pushState, testPush, turnOnPush } from '#state/push';
import { push as say } from '#text/en';

/** Whether notifications reach this device, how to turn them on, and a test that is passed only when one was shown. */
export function Notifications() {
  const is = pushState.value;
  return (
    <Card heading={say.heading}>
      <p role="status">{say.states[is]}</p>
      {(is === 'off' || is === 'asking' || is === 'failed') && (
        <Button look="secondary" busy={is === 'asking'} onClick={turnOnPush}>
          {is === 'asking' ? say.asking : say.turnOn}
        </Button>
      )}
      {is === 'on' && <Test />}
    </Card>
  );
}

function Test() {
  const result = useSignal<'none' | 'running' | 'passed' | 'failed'>('none');
  const run = async () => {
    result.value = 'running';
    result.value = (await testPush()) ? 'passed' : 'failed';
  };
  const busy = result.value === 'running';
  return (
    <>
      <p role="status">
        {result.value === 'passed' && say.tested}
        {result.value === 'failed' && say.notTested}
      </p>
      <Button look="secondary" busy={busy} onClick={run}>
        {busy ? say.testing : say.test}
      </Button>
    </>
  );
}
