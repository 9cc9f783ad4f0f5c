import type { FieldRule } from '#domain/kinds';
import { date, dayAndClock } from '#text/dates';
import { codes } from './codes';

export const empty = 'Not recorded';
export const yes = 'Yes';
export const no = 'No';

/** Says the value of a field as a person reads it; a value of a field that this build does not know as it came. */
export function said(field: string, rule: FieldRule | undefined, value: unknown, zone: string): string {
  if (value === null || value === undefined || value === '') return empty;
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return value.map((code) => codes(field, String(code))).join('; ');
  if (typeof value === 'object') return JSON.stringify(value);
  const plain = String(value);
  if (rule?.type === 'date') return date(plain);
  if (rule?.type === 'time') return dayAndClock(plain, zone);
  return rule?.type === 'code' ? codes(field, plain) : plain;
}
