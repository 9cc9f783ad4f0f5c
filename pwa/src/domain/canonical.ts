import { type FieldRule, KINDS, type KindName } from '#domain/kinds';
import type { Data } from '#domain/record';

/** A value in its one canonical form, or the sentence that says why the field does not take it. */
export type Cleaned = { readonly value: unknown } | { readonly error: string };

const BIGGEST = Number.MAX_SAFE_INTEGER;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:\d\d)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Gives a field's value in its canonical form; the rules are those of sync/kinds/fields.py. */
export function clean(rule: FieldRule, raw: unknown): Cleaned {
  return raw === null || raw === undefined ? { value: null } : CLEANERS[rule.type](raw, rule);
}

/** Gives what a form holds in canonical form: an empty answer is null, what cannot be read stays as it is. */
export function canonical(kind: KindName, data: Data): Record<string, unknown> {
  const fields = KINDS[kind].fields;
  return Object.fromEntries(
    Object.entries(data).map(([name, raw]) => {
      const rule = fields[name];
      const cleaned = rule === undefined ? { value: raw } : clean(rule, raw === '' ? null : raw);
      return [name, 'value' in cleaned ? cleaned.value : raw];
    }),
  );
}

/** Tells whether two canonical values are the same; nothing and null are. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

const CLEANERS: Record<FieldRule['type'], (raw: unknown, rule: FieldRule) => Cleaned> = {
  text: cleanText,
  long: cleanText,
  date: cleanDate,
  time: cleanTime,
  number: cleanNumber,
  yes_no: (raw) => (typeof raw === 'boolean' ? { value: raw } : { error: 'Must be yes or no.' }),
  code: (raw, rule) =>
    typeof raw === 'string' && isKnown(rule, raw) ? { value: raw } : { error: 'Is not one of the choices.' },
  codes: cleanCodes,
  ref: cleanRef,
  refs: cleanRefs,
  value: cleanPlain,
};

function cleanText(raw: unknown, rule: FieldRule): Cleaned {
  if (typeof raw !== 'string') return { error: 'Must be text.' };
  if (/\p{Surrogate}/u.test(raw)) return { error: 'Contains half of a character (a lone surrogate).' };
  if (raw.includes('\0')) return { error: 'Contains a NUL character.' };
  // What may be trimmed is spelled out, because Python's and JavaScript's ideas of white space differ.
  const text = raw
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t\n]+|[ \t\n]+$/g, '');
  if (rule.max !== undefined && text.length > rule.max && [...text].length > rule.max) {
    return { error: `Longer than ${rule.max.toLocaleString('en-GB')} characters.` };
  }
  return { value: text === '' ? null : text };
}

function cleanDate(raw: unknown): Cleaned {
  const parts = typeof raw === 'string' ? DATE.exec(raw) : null;
  if (parts === null) return { error: 'Must be a date like 2026-11-23.' };
  return isDay(parts) ? { value: raw } : { error: 'Is not a day of the calendar.' };
}

function cleanTime(raw: unknown): Cleaned {
  if (typeof raw !== 'string') return { error: 'Must be a date and time.' };
  const parts = TIME.exec(raw);
  const at =
    parts !== null && isDay(parts) ? Date.parse(parts[8] === undefined ? `${raw}Z` : raw) : Number.NaN;
  if (Number.isNaN(at)) return { error: 'Is not a date and time like 2026-11-23T10:02:11Z.' };
  if (parts?.[8] === undefined) return { error: 'Must say its time zone, like 2026-11-23T10:02:11Z.' };
  const value = new Date(at).toISOString();
  return value >= '1900' && value < '2200'
    ? { value }
    : { error: 'Must be between the years 1900 and 2200.' };
}

function cleanNumber(raw: unknown, rule: FieldRule): Cleaned {
  if (!Number.isInteger(raw)) return { error: 'Must be a whole number.' };
  const { min = -BIGGEST, max = BIGGEST } = rule;
  return Number(raw) < min || Number(raw) > max
    ? { error: `Must be from ${min} to ${max}.` }
    : { value: raw };
}

function cleanCodes(raw: unknown, rule: FieldRule): Cleaned {
  if (!Array.isArray(raw)) return { error: 'Must be a list of choices.' };
  if (!raw.every((code) => isKnown(rule, code))) {
    return { error: 'Has a choice that is not on the list.' };
  }
  return { value: raw.length === 0 ? null : [...new Set(raw)].sort() };
}

function cleanRef(raw: unknown): Cleaned {
  const id = typeof raw === 'string' ? raw.toLowerCase() : '';
  return UUID.test(id) ? { value: id } : { error: 'Must be an id (a UUID).' };
}

function cleanRefs(raw: unknown): Cleaned {
  if (!Array.isArray(raw)) return { error: 'Must be a list of ids.' };
  const ids: string[] = [];
  for (const one of raw) {
    const cleaned = cleanRef(one);
    if ('error' in cleaned) return cleaned;
    ids.push(String(cleaned.value));
  }
  return { value: ids.length === 0 ? null : [...new Set(ids)].sort() };
}

/** Any plain value: it was checked where it was first typed. */
function cleanPlain(raw: unknown): Cleaned {
  if (typeof raw === 'string') return cleanText(raw, { type: 'text' });
  if (typeof raw === 'number' && Math.abs(raw) > BIGGEST) return { error: 'Is too large a number.' };
  return { value: raw };
}

function isDay(parts: RegExpExecArray): boolean {
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isKnown(rule: FieldRule, code: unknown): boolean {
  return typeof code === 'string' && [...(rule.codes ?? []), ...(rule.retired ?? [])].includes(code);
}
