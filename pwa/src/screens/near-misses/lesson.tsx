import { useSignal } from '@preact/signals';
import type { NearMiss } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { useTyped } from '#screens/form/use-typed';
import { learn } from '#state/near-misses';
import { nearMisses as say } from '#text/en';

const RULE = { type: 'long', max: 2000 } as const;

/** What was learned from a near miss, and writing it. */
export function Lesson({ miss }: { miss: Viewed<NearMiss> }) {
  const { learned, learned_by } = miss.data;
  const typed = useTyped({
    key: `${paths.nearMisses}#miss-${miss.id}`,
    form: 'lesson',
    client: miss.client,
    start: { words: learned ?? '' },
    words: { words: RULE },
  });
  const writing = useSignal(typed.found !== null);
  const wrong = useSignal(false);
  const write = (is: boolean) => () => {
    writing.value = is;
  };
  const save = async () => {
    const words = typed.values.words.trim();
    wrong.value = words === '';
    if (wrong.value) return;
    await typed.finish(async () => {
      await learn(miss, words);
      writing.value = false;
    });
  };
  if (writing.value)
    return (
      <>
        <FoundAgain form={typed} boxes={`miss-${miss.id}`} />
        <Field
          name={`learned-${miss.id}`}
          rule={RULE}
          label={say.learned}
          value={typed.values.words}
          errors={wrong.value ? [say.needWords] : []}
          rows={4}
          onInput={(value) => typed.put({ words: String(value ?? '') })}
        />
        <div class="banner__actions">
          <Button onClick={save}>{say.save}</Button>
          <Button look="secondary" onClick={write(false)}>
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
      <Button look="secondary" onClick={write(true)}>
        {learned ? say.change : say.write}
      </Button>
    </>
  );
}
