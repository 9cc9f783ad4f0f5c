import { useSignal } from '@preact/signals';
import { type Held, KINDS } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
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
  const declining = useSignal(false);
  const reason = useSignal('');
  const errors = useSignal<readonly string[]>([]);
  const decide = async (decision: Decided) => {
    errors.value = checkDecision(decision, reason.value).reason ?? [];
    if (errors.value.length > 0) return;
    await decideHeld(id, decision, reason.value.trim());
    onDecided(decision);
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
      <Field
        name={`reason-${id}`}
        rule={rule}
        label={say.reasonLabel(data.written_name ?? records.somebody)}
        value={reason.value}
        errors={errors.value}
        rows={3}
        onInput={(value) => {
          reason.value = String(value ?? '');
        }}
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
