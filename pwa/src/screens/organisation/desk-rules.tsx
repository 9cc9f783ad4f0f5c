import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type DeskRules, RULES, readRules } from '#domain/organisation';
import type { Errors } from '#domain/record';
import { Button } from '#parts/button';
import { Field } from '#parts/field';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { withSince } from '#screens/form/since';
import { useTyped } from '#screens/form/use-typed';
import { Page } from '#screens/shell/page';
import { askDeskRules, changeDeskRules, deskRules } from '#state/organisation';
import { form as formText, organisation as say } from '#text/en';

const TEXT = { type: 'text', max: 4 } as const;

/** When what waits is late, and how many clients are enough: an administrator's to set. */
export function DeskRulesPage() {
  const typed = useTyped({ key: paths.deskRules, form: 'desk rules', start: typedOf(deskRules.value) });
  useEffect(() => {
    askDeskRules();
  }, []);
  const errors = useSignal<Errors>({});
  const saved = useSignal(false);
  const doing = useDoing(formText.failed);
  const save = async () => {
    const { rules, wrong } = readRules(typed.values);
    errors.value = Object.fromEntries(wrong.map((box) => [box, [say.wrong]]));
    saved.value = false;
    if (wrong.length > 0) return;
    saved.value = await doing.run(() => changeDeskRules(rules));
    if (saved.value) await typed.taken();
  };
  return (
    <Page title={say.rules} back={paths.start}>
      <div class="narrow" id="rules">
        <FoundAgain form={typed} boxes="rules" />
        <p>{say.rulesLead}</p>
        <Failure words={doing.words} />
        <p role="status">{saved.value && say.saved}</p>
        {RULES.map((rule) => (
          <Field
            key={rule}
            name={rule}
            rule={TEXT}
            label={withSince(say.boxes[rule], typed.since[rule])}
            value={typed.values[rule]}
            errors={errors.value[rule] ?? []}
            onInput={(value) => {
              typed.put({ [rule]: String(value ?? '') });
              saved.value = false;
            }}
          />
        ))}
        <Button busy={doing.busy} onClick={save}>
          {say.save}
        </Button>
      </div>
    </Page>
  );
}

function typedOf(rules: DeskRules | null): Record<keyof DeskRules, string> {
  const { read_days = '', answer_days = '', caseload_limit = null } = rules ?? {};
  return {
    read_days: String(read_days),
    answer_days: String(answer_days),
    caseload_limit: caseload_limit === null ? '' : String(caseload_limit),
  };
}
