import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, clean, same } from '#domain/canonical';
import { check } from '#domain/check';
import { KINDS, type KindName } from '#domain/kinds';
import type { Data } from '#domain/record';

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../sync/vectors/${name}.json`, import.meta.url), 'utf8')).cases;

describe('the phone and the server read a value alike', () => {
  test.each(vectors('canonical') as { field: string; in: unknown; out?: unknown; error?: string }[])(
    '$field: $in',
    ({ field, in: raw, out, error }) => {
      const [kind, name] = field.split('.') as [KindName, string];
      const rule = KINDS[kind].fields[name];
      if (rule === undefined) throw new Error(`${field} is no field`);
      expect(clean(rule, raw)).toEqual(error === undefined ? { value: out } : { error });
    },
  );

  test.each(vectors('check') as { kind: KindName; data: Data; errors: unknown }[])(
    'a new $kind is told the same: $data',
    ({ kind, data, errors }) => expect(check(kind, data)).toEqual(errors),
  );
});

describe('a canonical form', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 80 });

  test('of a canonical form is itself', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = canonical('client', { gp: text });
        expect(canonical('client', once)).toEqual(once);
      }),
    );
  });

  test('does not depend on how a device ends its lines', () => {
    fc.assert(
      fc.property(fc.array(texts), (lines) => {
        const [unix, windows] = ['\n', '\r\n'].map((end) =>
          canonical('client', { address: lines.join(end) }),
        );
        expect(same(unix?.address, windows?.address)).toBe(true);
      }),
    );
  });

  test('keeps a field that this app does not know', () => {
    expect(canonical('client', { shoe_size: 6, gp: '' })).toEqual({ shoe_size: 6, gp: null });
  });

  test('of a value that its field does not take is that value, so that nothing typed is lost', () => {
    expect(canonical('contact', { minutes: 'an hour' })).toEqual({ minutes: 'an hour' });
  });
});

test('a value that came from a conflict is any plain value', () => {
  const rule = KINDS.conflict.fields.value;
  if (rule === undefined) throw new Error('no such field');
  expect(clean(rule, ' yes ')).toEqual({ value: 'yes' });
  expect(clean(rule, 2 ** 60)).toEqual({ error: 'Is too large a number.' });
  expect(clean(rule, ['a'])).toEqual({ value: ['a'] });
});
