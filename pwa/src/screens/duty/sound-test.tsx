import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { board, boardNow } from '#state/board';
import { trySound } from '#state/duty';
import { sound } from '#state/siren';
import { duty as say } from '#text/en';

/** Hearing the siren at the start of a shift: it also makes the browser let this page sound. */
export function SoundTest() {
  const heard = useSignal<boolean | null>(null);
  const tested = board.value?.me.sound_tested ?? null;
  const words = sound.value === 'ready' ? say.soundReady : say.soundBlocked;
  const test = async () => {
    heard.value = null;
    heard.value = await trySound();
  };
  return (
    <Card heading={say.sound}>
      <p role="status">{sound.value === 'absent' ? say.soundAbsent : words}</p>
      {tested !== null && <p class="quiet">{say.soundTested(tested, boardNow.value, zone())}</p>}
      <Failure words={heard.value === false ? say.soundRefused : null} />
      {sound.value !== 'absent' && (
        <Button look={tested === null ? 'primary' : 'secondary'} onClick={test}>
          {say.testSound}
        </Button>
      )}
      {heard.value === true && <p>{say.soundHeard}</p>}
    </Card>
  );
}
