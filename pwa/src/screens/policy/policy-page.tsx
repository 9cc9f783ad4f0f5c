import { useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { Button } from '#parts/button';
import { useBoxes } from '#screens/form/boxes';
import { isBegun } from '#screens/form/use-typed';
import { Page } from '#screens/shell/page';
import { WatchPlaces } from '#screens/watch/places';
import { askPolicy, policyInForce } from '#state/policy';
import { person } from '#state/session';
import { policy as say, watch } from '#text/en';
import { POLICY_DRAFT, PolicyForm } from './policy-form';
import { PolicyTable } from './policy-table';
import { WaitingChange } from './waiting-change';

/** The escalation policy as a table; an administrator changes it, a second person agrees where it matters. */
export function PolicyPage() {
  const failed = useSignal(false);
  const changing = useSignal(isBegun(POLICY_DRAFT) && person.value?.role === 'administrator');
  // Begun and put off, it is not left over: the form opens with it.
  useBoxes(POLICY_DRAFT);
  const ask = useCallback(async () => {
    failed.value = !(await askPolicy());
  }, [failed]);
  useEffect(() => {
    ask();
  }, [ask]);
  const known = policyInForce.value;
  const show = (form: boolean) => () => {
    changing.value = form;
    globalThis.scrollTo(0, 0);
  };
  return (
    <Page title={changing.value ? say.changeHeading : say.heading}>
      <WatchPlaces />
      <div role="status">{known === null && <p>{failed.value ? watch.offline : watch.asking}</p>}</div>
      {known !== null && changing.value && <PolicyForm known={known} onDone={show(false)} />}
      {known !== null && !changing.value && (
        <>
          <p>{say.intro}</p>
          {known.waiting !== null && <WaitingChange known={known} waiting={known.waiting} />}
          <PolicyTable known={known} />
          {person.value?.role === 'administrator' && (
            <Button look="secondary" onClick={show(true)}>
              {say.change}
            </Button>
          )}
        </>
      )}
    </Page>
  );
}
