import { useSignal } from '@preact/signals';
import type { Policy, PolicyInForce } from '#domain/policy';
import { boxOf, PARTS, type Part, readBoxes, typedOf } from '#domain/policy-form';
import type { Errors } from '#domain/record';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Field } from '#parts/field';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { withSince } from '#screens/form/since';
import { useTyped } from '#screens/form/use-typed';
import { whatIsLessSafe } from '#state/policy';
import { form as formText, policy as say } from '#text/en';
import { Review } from './review';

/** Under this a change that is being typed is kept. */
export const POLICY_DRAFT = `${paths.policy}#policy`;

interface PolicyFormProps {
  known: PolicyInForce;
  onDone: () => void;
}

interface Looked {
  changes: Partial<Policy>;
  less: readonly string[];
}

/** Changing the policy: typed first, then read again with what becomes less safe, then sent. */
export function PolicyForm({ known, onDone }: PolicyFormProps) {
  const base = known.waiting?.policy ?? known.policy;
  const version = known.waiting?.version ?? known.version;
  const typed = useTyped<Record<string, string>>({
    key: POLICY_DRAFT,
    form: 'policy',
    start: Object.fromEntries(PARTS.map((part) => [boxOf(part), typedOf(part, base)])),
  });
  const errors = useSignal<Errors>({});
  const looked = useSignal<Looked | null>(null);
  const nothing = useSignal(false);
  const doing = useDoing(formText.failed);
  const look = async () => {
    const { changes, wrong } = readBoxes(known.policy, typed.values);
    errors.value = Object.fromEntries(wrong.map((box) => [box, [say.unread]]));
    nothing.value = wrong.length === 0 && Object.keys(changes).length === 0;
    if (wrong.length > 0 || nothing.value) return;
    await doing.run(async () => {
      const done = await whatIsLessSafe({ policy: changes, version });
      if (!done.ok && done.reason === 'wrong') errors.value = done.errors;
      if (done.ok) looked.value = { changes, less: done.less ?? [] };
      return done;
    });
  };
  if (looked.value !== null)
    return (
      <Review
        known={known}
        {...looked.value}
        version={version}
        onBack={() => {
          looked.value = null;
        }}
        onDone={() => {
          void typed.taken();
          onDone();
        }}
      />
    );
  return (
    <Card id="policy" heading={say.heading}>
      <FoundAgain form={typed} boxes="policy" />
      <Failure words={nothing.value ? say.nothing : doing.words} />
      <Boxes
        typed={typed.values}
        since={typed.since}
        errors={errors.value}
        onType={(box, value) => typed.put({ [box]: value })}
      />
      <div class="banner__actions">
        <Button busy={doing.busy} onClick={look}>
          {say.look}
        </Button>
        <Button look="secondary" onClick={onDone}>
          {say.cancel}
        </Button>
      </div>
    </Card>
  );
}

interface BoxesProps {
  typed: Readonly<Record<string, string>>;
  since: Readonly<Partial<Record<string, string>>>;
  errors: Errors;
  onType: (box: string, value: string) => void;
}

function Boxes({ typed, since, errors, onType }: BoxesProps) {
  return (
    <>
      {PARTS.map((part) => {
        const box = boxOf(part);
        return (
          <Field
            key={box}
            name={box}
            rule={TEXT}
            label={withSince(labelOf(part), since[box])}
            value={typed[box] ?? ''}
            errors={errors[box] ?? (part.step === 1 ? errors[part.name] : undefined) ?? []}
            onInput={(value) => onType(box, String(value ?? ''))}
          />
        );
      })}
    </>
  );
}

const TEXT = { type: 'text', max: 100 } as const;

function labelOf(part: Part) {
  const label = say.names[boxOf(part)] ?? part.name;
  const hint = say.hints[part.unit];
  return hint === undefined ? label : { label, hint };
}
