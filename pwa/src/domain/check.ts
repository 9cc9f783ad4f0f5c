import { clean } from '#domain/canonical';
import { KINDS, type KindName } from '#domain/kinds';
import type { Data } from '#domain/record';
import { commentsOf, saysSomething } from '#domain/review';

const LONGEST_COMMENT = 2000;

/**
 * Says in plain words what is wrong with a new record of a kind, by field; empty where nothing is.
 *
 * The same rules and sentences as the server's (sync/vectors/check.json).
 */
export function check(kind: KindName, data: Data): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  const fields = KINDS[kind].fields;
  for (const [name, rule] of Object.entries(fields)) {
    const cleaned = clean(rule, data[name] === '' ? null : data[name]);
    if ('error' in cleaned) errors[name] = [cleaned.error];
    else if (rule.required && cleaned.value === null) errors[name] = ['Cannot be empty.'];
  }
  for (const name of Object.keys(data)) {
    if (!(name in fields)) errors[name] = [`A ${kind} has no such field.`];
  }
  if (kind === 'review' && data.verdict === 'returned') Object.assign(errors, checkComments(data.comments));
  return errors;
}

function checkComments(comments: unknown): Record<string, string[]> {
  const asked = commentsOf(comments).filter(saysSomething);
  if (asked.length === 0) return { comments: ['Cannot be empty.'] };
  const isLong = asked.some(({ text }) => [...text].length > LONGEST_COMMENT);
  return isLong ? { comments: ['The text of a comment is longer than 2,000 characters.'] } : {};
}
