import type { ComponentChildren } from 'preact';
import type { FieldRule } from '#domain/kinds';
import { type Label, form as say } from '#text/en';
import { CheckList, ChoiceInput, YesNoInput } from './choice-input';
import { DateInput, TimeInput } from './date-input';
import { LongInput, TextInput } from './text-input';

export interface FieldProps {
  /** The id of its box, which stands once on a page. */
  name: string;
  /** What the field is called in its kind, where the box cannot be called so: a phone's keyboard goes by it. */
  field?: string;
  rule: FieldRule;
  label: Label;
  value: unknown;
  errors: readonly string[];
  onInput: (value: unknown) => void;
  rows?: number;
  /** For a field that points to another record: what may be chosen, said in words. */
  options?: readonly Option[];
}

export interface Option {
  value: string;
  words: string;
}

/** What a box needs to know of its field: ids for what describes it, and whether it is wrong. */
export interface BoxProps extends FieldProps {
  describedBy: string | undefined;
  wrong: boolean;
}

/** One field of a form, drawn after the type of its kind. A new field of a known type needs nothing here. */
export function Field(props: FieldProps) {
  const { name, label, errors } = props;
  const words = typeof label === 'string' ? { label, hint: null } : label;
  const wrong = errors.length > 0;
  const describedBy =
    [words.hint && `${name}-hint`, wrong && `${name}-error`].filter(Boolean).join(' ') || undefined;
  const box: BoxProps = { ...props, describedBy, wrong };
  const around = (
    <>
      {words.hint && (
        <div class="nhsuk-hint" id={`${name}-hint`}>
          {words.hint}
        </div>
      )}
      {wrong && (
        <span class="nhsuk-error-message" id={`${name}-error`}>
          <span class="nhsuk-u-visually-hidden">{say.error}</span> {errors.join(' ')}
        </span>
      )}
    </>
  );
  return (
    <div class={wrong ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      {isGroup(props) ? (
        <Group label={words.label} describedBy={describedBy}>
          {around}
          <Box {...box} />
        </Group>
      ) : (
        <>
          <label class="nhsuk-label field__label" for={name}>
            {words.label}
          </label>
          {around}
          <Box {...box} />
        </>
      )}
    </div>
  );
}

/** The id of the box that an error of a field leads to. */
export function targetOf(name: string, rule: FieldRule | undefined): string {
  if (rule?.type === 'date' || rule?.type === 'time') return `${name}-first`;
  return name;
}

/** Lists of up to this many are shown whole; longer ones open. */
const SHOWN_WHOLE = 5;

function isGroup({ rule }: FieldProps): boolean {
  if (rule.type === 'code') return (rule.codes?.length ?? 0) <= SHOWN_WHOLE;
  return ['date', 'time', 'yes_no', 'codes', 'refs'].includes(rule.type);
}

function Box(props: BoxProps) {
  switch (props.rule.type) {
    case 'long':
      return <LongInput {...props} />;
    case 'date':
      return <DateInput {...props} />;
    case 'time':
      return <TimeInput {...props} />;
    case 'yes_no':
      return <YesNoInput {...props} />;
    case 'codes':
    case 'refs':
      return <CheckList {...props} />;
    case 'code':
    case 'ref':
      return <ChoiceInput {...props} whole={isGroup(props)} />;
    default:
      return <TextInput {...props} />;
  }
}

interface GroupProps {
  label: string;
  describedBy: string | undefined;
  children: ComponentChildren;
}

function Group({ label, describedBy, children }: GroupProps) {
  return (
    <fieldset class="nhsuk-fieldset" aria-describedby={describedBy}>
      <legend class="nhsuk-fieldset__legend field__label">{label}</legend>
      {children}
    </fieldset>
  );
}
