import { useSignal } from '@preact/signals';
import type { BoardAlert } from '#domain/board';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { useTyped } from '#screens/form/use-typed';
import { act } from '#state/alerts';
import { type Label, alert as say } from '#text/en';
import { NoteBox } from './note-box';
import { Outcomes } from './outcomes';

const NOTE = { start: { note: '' }, words: { note: { type: 'long' as const } } };

/** What others have to learn from has to be told, and is asked for in other words than what was done. */
const ASKED: Readonly<Record<string, Label>> = { near_miss: say.nearMiss, harm: say.harm };

/** For whoever has it: what they did, which keeps it theirs, and closing it with how it ended. */
export function Mine({ alert }: { alert: BoardAlert }) {
  const doing = useDoing();
  const typed = useTyped({ key: `${paths.alert(alert.id)}#mine`, form: 'alert', ...NOTE });
  const note = typed.values.note.trim();
  const outcome = useSignal<string | null>(null);
  const closing = useSignal(false);
  const seen = useSignal(alert.about);
  const { missing, lacks } = useMissing();
  const asked = closing.value ? ASKED[outcome.value ?? ''] : undefined;
  const record = async () => {
    if (lacks({ note: note === '' })) return;
    if (await doing.run(() => act(alert.id, 'progress', { note }))) await typed.taken();
  };
  const close = async () => {
    const unsaid = asked !== undefined && note === '';
    if (lacks({ outcome: outcome.value === null, note: unsaid }) || outcome.value === null) return;
    const said = { outcome: outcome.value, note, kind: seen.value };
    if (!(await doing.run(() => act(alert.id, 'resolve', said)))) return;
    await typed.taken();
    document.querySelector<HTMLElement>('h1')?.focus();
  };
  const ask = (value: boolean) => () => {
    closing.value = value;
    lacks({});
    // What is closed is what she saw when she decided to close it; the server refuses where it is graver by now.
    seen.value = alert.about;
  };
  return (
    <Card id="mine" heading={closing.value ? say.resolve : say.progress}>
      <Failure words={doing.words} />
      {closing.value && (
        <Outcomes
          alert={alert}
          chosen={outcome.value}
          missing={missing.outcome === true}
          onChoose={(chosen) => {
            outcome.value = chosen;
          }}
        />
      )}
      <FoundAgain form={typed} boxes="mine" />
      <NoteBox
        id="note"
        note={typed.values.note}
        onInput={(words) => typed.put({ note: words })}
        errors={missing.note ? [say.needNote] : []}
        {...(asked && { asked })}
      />
      <div class="banner__actions">
        <Button busy={doing.busy} onClick={closing.value ? close : record}>
          {doing.busy ? say.saving : closing.value ? say.resolveYes : say.progress}
        </Button>
        <Button look="secondary" onClick={ask(!closing.value)}>
          {closing.value ? say.cancel : say.resolve}
        </Button>
      </div>
    </Card>
  );
}

interface Missing {
  outcome?: boolean;
  note?: boolean;
}

/** What is missing is said and takes the focus: on a phone it may be out of sight of the button that asked for it. */
function useMissing() {
  const missing = useSignal<Missing>({});
  const lacks = (what: Missing) => {
    missing.value = what;
    const box = what.outcome ? 'input' : what.note ? 'textarea' : null;
    if (box !== null) document.querySelector<HTMLElement>(`#mine ${box}`)?.focus();
    return box !== null;
  };
  return { missing: missing.value, lacks };
}
