import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Field } from '#parts/field';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { useTyped } from '#screens/form/use-typed';
import { endVisit, giveTime } from '#state/alerts';
import { alert as say } from '#text/en';
import { NoteBox } from './note-box';

const MINUTES = { type: 'number', min: 5, max: 240, required: true } as const;

/** What a monitor and a worker agree on by phone: more time, or that the visit is over. */
export function Agreed({ visit }: { visit: string }) {
  const doing = useDoing();
  const typed = useTyped({
    key: `${paths.boardVisit(visit)}#agreed`,
    form: 'agreed',
    start: { minutes: '30', note: '' },
    words: { note: { type: 'long' } },
  });
  const note = typed.values.note.trim();
  const wrong = useSignal(false);
  const unsaid = useSignal(false);
  const done = useSignal<string | null>(null);
  const agree = async (words: string, work: () => ReturnType<typeof endVisit>) => {
    unsaid.value = note === '';
    if (unsaid.value) return;
    const ok = await doing.run(work);
    if (ok) await typed.taken();
    done.value = ok ? words : null;
  };
  const give = async () => {
    const more = Number(typed.values.minutes);
    wrong.value = !Number.isInteger(more) || more < MINUTES.min || more > MINUTES.max;
    if (!wrong.value) await agree(say.given(more), () => giveTime(visit, more, note));
  };
  return (
    <Card id="agreed" heading={say.agreed}>
      <p class="quiet">{say.agreedHelp}</p>
      <Failure words={doing.words} />
      <div role="status">{done.value !== null && <p>{done.value}</p>}</div>
      <FoundAgain form={typed} boxes="agreed" />
      <Field
        name="minutes"
        rule={MINUTES}
        label={say.minutes}
        value={typed.values.minutes}
        errors={wrong.value ? [say.minutesWrong] : []}
        onInput={(value) => typed.put({ minutes: String(value ?? '') })}
      />
      <NoteBox
        id="agreed-note"
        note={typed.values.note}
        onInput={(words) => typed.put({ note: words })}
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
          onClick={() => agree(say.overNow, () => endVisit(visit, note))}
        >
          {say.endVisit}
        </Button>
      </div>
    </Card>
  );
}
