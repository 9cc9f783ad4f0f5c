import { useSignal } from '@preact/signals';
import type { NearMiss } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
import { learn } from '#state/near-misses';
import { nearMisses as say } from '#text/en';

const RULE = { type: 'long', max: 2000 } as const;

/** What was learned from a near miss, and writing it. */
export function Lesson({ miss }: { miss: Viewed<NearMiss> }) {
  const { learned, learned_by } = miss.data;
  const typed = useSignal<string | null>(null);
  const wrong = useSignal(false);
  const ask = () => {
    typed.value = learned ?? '';
  };
  const save = async () => {
    const words = typed.value?.trim() ?? '';
    wrong.value = words === '';
    if (wrong.value) return;
    await learn(miss, words);
    typed.value = null;
  };
  if (typed.value !== null)
    return (
      <>
        <Field
          name={`learned-${miss.id}`}
          rule={RULE}
          label={say.learned}
          value={typed.value}
          errors={wrong.value ? [say.needWords] : []}
          rows={4}
          onInput={(value) => {
            typed.value = String(value ?? '');
          }}
        />
        <div class="banner__actions">
          <Button onClick={save}>{say.save}</Button>
          <Button
            look="secondary"
            onClick={() => {
              typed.value = null;
            }}
          >
            {say.cancel}
          </Button>
        </div>
      </>
    );
  return (
    <>
      {learned && (
        <p class="prose">
          <strong>{say.learnedBy(learned_by ?? null)}:</strong> {learned}
        </p>
      )}
      <Button look="secondary" onClick={ask}>
        {learned ? say.change : say.write}
      </Button>
    </>
  );
}
