import { useSignal } from '@preact/signals';
import { type Held, KINDS } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { useTyped } from '#screens/form/use-typed';
import { checkDecision, decideHeld } from '#state/held';
import { records, held as say } from '#text/en';

export type Decided = 'accepted' | 'declined';

interface DecideProps {
  held: Viewed<Held>;
  onDecided: (decision: Decided) => void;
}

const rule = { type: 'long', max: KINDS.held.fields.reason?.max ?? 1000 } as const;

/** Accept in one tap; decline with a reason, because the writer is told. */
export function Decide({ held: { id, data }, onDecided }: DecideProps) {
  const typed = useTyped({
    key: `${paths.held}#held-${id}`,
    form: 'held',
    client: data.of_client ?? null,
    start: { reason: '' },
    words: { reason: rule },
  });
  const declining = useSignal(typed.found !== null);
  const errors = useSignal<readonly string[]>([]);
  const decide = async (decision: Decided) => {
    // What was typed before somebody went back and accepts is told to nobody.
    const words = decision === 'declined' ? typed.values.reason.trim() : '';
    errors.value = checkDecision(decision, words).reason ?? [];
    if (errors.value.length > 0) return;
    await typed.finish(async () => {
      await decideHeld(id, decision, words);
      onDecided(decision);
    });
  };
  const ask = (value: boolean) => () => {
    declining.value = value;
  };
  if (!declining.value)
    return (
      <div class="banner__actions">
        <Button onClick={() => decide('accepted')}>{say.accept}</Button>
        <Button look="secondary" onClick={ask(true)}>
          {say.decline}
        </Button>
      </div>
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        decide('declined');
      }}
    >
      <FoundAgain form={typed} boxes={`held-${id}`} />
      <Field
        name={`reason-${id}`}
        rule={rule}
        label={say.reasonLabel(data.written_name ?? records.somebody)}
        value={typed.values.reason}
        errors={errors.value}
        rows={3}
        onInput={(value) => typed.put({ reason: String(value ?? '') })}
      />
      <div class="banner__actions">
        <Button type="submit">{say.declineYes}</Button>
        <Button look="secondary" onClick={ask(false)}>
          {say.notYet}
        </Button>
      </div>
    </form>
  );
}
