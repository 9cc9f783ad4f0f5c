import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Field } from '#parts/field';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { endVisit, giveTime } from '#state/alerts';
import { alert as say } from '#text/en';
import { NoteBox } from './note-box';

const MINUTES = { type: 'number', min: 5, max: 240, required: true } as const;

/** What a monitor and a worker agree on by phone: more time, or that the visit is over. */
export function Agreed({ visit }: { visit: string }) {
  const doing = useDoing();
  const minutes = useSignal('30');
  const note = useSignal('');
  const wrong = useSignal(false);
  const unsaid = useSignal(false);
  const done = useSignal<string | null>(null);
  const agree = async (words: string, work: () => ReturnType<typeof endVisit>) => {
    unsaid.value = note.value.trim() === '';
    if (unsaid.value) return;
    done.value = (await doing.run(work)) ? words : null;
  };
  const give = async () => {
    const more = Number(minutes.value);
    wrong.value = !Number.isInteger(more) || more < MINUTES.min || more > MINUTES.max;
    if (!wrong.value) await agree(say.given(more), () => giveTime(visit, more, note.value.trim()));
  };
  return (
    <Card heading={say.agreed}>
      <p class="quiet">{say.agreedHelp}</p>
      <Failure words={doing.words} />
      <div role="status">{done.value !== null && <p>{done.value}</p>}</div>
      <Field
        name="minutes"
        rule={MINUTES}
        label={say.minutes}
        value={minutes.value}
        errors={wrong.value ? [say.minutesWrong] : []}
        onInput={(value) => {
          minutes.value = String(value ?? '');
        }}
      />
      <NoteBox
        id="agreed-note"
        note={note}
        errors={unsaid.value ? [say.needNote] : []}
        asked={say.agreedNote}
      />
      <div class="banner__actions">
        <Button look="secondary" busy={doing.busy} onClick={give}>
          {say.moreTime}
        </Button>
        <Button
          look="secondary"
          busy={doing.busy}
          onClick={() => agree(say.overNow, () => endVisit(visit, note.value.trim()))}
        >
          {say.endVisit}
        </Button>
      </div>
    </Card>
  );
}
