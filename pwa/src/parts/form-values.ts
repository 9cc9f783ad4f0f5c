/** Between the data of a record and what stands in the boxes of a form. */

import { type FieldRule, KINDS, type KindName } from '#domain/kinds';
import type { Data } from '#domain/record';
import { instantOf, localOf } from './local-time';

/** What the boxes of a day, and of a moment, give together while nothing stands in any of them. */
const EMPTY: Partial<Record<FieldRule['type'], string>> = { date: '--', time: 'T' };

/** What stands in the boxes: texts as typed, half a date included, so that a draft keeps every keystroke. */
export type Values = Readonly<Record<string, unknown>>;

/** Gives what a form shows for `data`. */
export function valuesOf(kind: KindName, data: Data, zone: string): Values {
  return Object.fromEntries(
    Object.entries(KINDS[kind].fields).map(([name, rule]) => [name, boxed(rule, data[name] ?? null, zone)]),
  );
}

/** Gives the data that the boxes of a form stand for. What cannot be read stays as typed, for `check` to refuse. */
export function dataOf(kind: KindName, values: Values, zone: string): Data {
  return Object.fromEntries(
    Object.entries(KINDS[kind].fields).map(([name, rule]) => [name, read(rule, values[name], zone)]),
  );
}

/**
 * Gives the fields that differ from what the form showed when editing began, and only those.
 *
 * Boxes are compared, not data: an instant with seconds, shown to the minute and not touched, is not a change.
 */
export function changesOf(kind: KindName, shown: Data, values: Values, zone: string): Data {
  const before = valuesOf(kind, shown, zone);
  const data = dataOf(kind, values, zone);
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => JSON.stringify(before[name]) !== JSON.stringify(values[name])),
  );
}

function boxed(rule: FieldRule, value: unknown, zone: string): unknown {
  if (rule.type === 'codes' || rule.type === 'refs') return Array.isArray(value) ? value : [];
  if (value === null) return rule.type === 'text' || rule.type === 'long' ? '' : null;
  if (rule.type === 'time') return localOf(String(value), zone);
  // A box of one line would drop the line breaks, and run the words together.
  if (rule.type === 'text') return String(value).replace(/,?[ \t]*\r?\n\s*/g, ', ');
  return rule.type === 'number' ? String(value) : value;
}

function read(rule: FieldRule, box: unknown, zone: string): unknown {
  if (Array.isArray(box)) return box.length === 0 ? null : [...box].sort();
  if (typeof box !== 'string') return box ?? null;
  const typed = box.trim();
  if (typed === '' || typed === EMPTY[rule.type]) return null;
  if (rule.type === 'date') return dateOf(typed);
  if (rule.type === 'time') return instantOf(typed, zone) ?? typed;
  if (rule.type === 'number') return /^-?\d+$/.test(typed) ? Number(typed) : typed;
  return box;
}

/** Gives `2026-2-5`, as it stands in the boxes of a day, as `2026-02-05`. */
export function dateOf(typed: string): string {
  return typed
    .split('-')
    .map((piece) => (piece === '' ? '' : piece.trim().padStart(2, '0')))
    .join('-');
}
