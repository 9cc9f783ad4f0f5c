import { type FieldRule, KINDS, type KindName } from '#domain/kinds';
import type { Data, Errors } from '#domain/record';
import { contradictsItself } from '#domain/risk';
import type { Problem } from '#parts/error-summary';
import { targetOf } from '#parts/field';
import { labelOf } from '#screens/common/labels';
import { check } from '#state/actions';
import { form as say } from '#text/en';

/**
 * Says what is wrong with a form, by field.
 *
 * When a record is changed only the changed fields count: what came from elsewhere never blocks a save.
 */
export function errorsOf(kind: KindName, data: Data, changes: Data | null): Errors {
  const found = Object.entries(check(kind, data)).filter(([name]) => changes === null || name in changes);
  const errors = found.map(([name, words]) => {
    const need = isEmpty(data[name]) ? say.need(kind, name) : null;
    return [name, need === null ? plain(KINDS[kind].fields[name], data[name], words) : [need]];
  });
  return { ...ofRisk(kind, changes ?? data), ...Object.fromEntries(errors) };
}

/** What a person would not say, though the server would take it. */
function ofRisk(kind: KindName, { flags }: Data): Errors {
  return kind === 'risk' && Array.isArray(flags) && contradictsItself(flags)
    ? { flags: [say.noneAndSome] }
    : {};
}

/** Says which of the fields that a form asks for are empty. */
export function missingOf(data: Data, asks: Readonly<Record<string, string>> = {}): Errors {
  const missing = Object.entries(asks).filter(([name]) => (data[name] ?? null) === null);
  return Object.fromEntries(missing.map(([name, words]) => [name, [words]]));
}

/** Gives the lines of the error summary, in the order of the form. */
export function problemsOf(kind: KindName, errors: Errors): Problem[] {
  return Object.entries(KINDS[kind].fields)
    .filter(([name]) => errors[name] !== undefined)
    .map(([name, rule]) => ({
      target: targetOf(name, rule),
      words: say.at(labelOf(kind, name), errors[name]?.join(' ') ?? ''),
    }));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** Half a date is told as a date to a person, not in the protocol's words. */
function plain(rule: FieldRule | undefined, value: unknown, words: readonly string[]): readonly string[] {
  if (value === null || value === undefined) return words;
  if (rule?.type === 'date') return [say.notADate];
  if (rule?.type === 'time') return [say.notATime];
  return rule?.type === 'number' && typeof value === 'string' ? [say.notANumber] : words;
}
