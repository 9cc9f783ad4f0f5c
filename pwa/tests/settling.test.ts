import { expect, test } from 'vitest';
import type { Conflict } from '#domain/kinds';
import { seenBy, writersOf } from '#screens/conflicts/about';
import { writtenAt } from '#screens/held/about';
import { conflicts as say } from '#text/en';

const FAST = { at: '2026-11-23T12:00:00.000Z', offset: -7_200_000 };
const TRUE_TIME = '2026-11-23T10:00:00.000Z';

test('a conflict says when each value was written, by a clock that was right', () => {
  const kept = { kept_name: 'Ada', kept_at: FAST.at, kept_offset_ms: FAST.offset };
  const data: Conflict = { ...kept, offered_name: 'Ben', offered_at: FAST.at, offset_ms: FAST.offset };
  expect(writersOf(data)).toEqual({
    kept: { name: 'Ada', at: TRUE_TIME },
    offered: { name: 'Ben', at: TRUE_TIME },
  });
});

test('a conflict of an earlier day, which has no measured clock, says the time that it has', () => {
  expect(writersOf({ kept_at: FAST.at, offset_ms: 5 })).toEqual({
    kept: { name: null, at: FAST.at },
    offered: { name: null, at: null },
  });
});

test('a clock that was off by more than there are days is not believed', () => {
  expect(writersOf({ kept_at: FAST.at, kept_offset_ms: Number.MAX_SAFE_INTEGER }).kept.at).toBe(FAST.at);
});

test('a held change says when it was written, by a clock that was right', () => {
  expect(writtenAt({ written_at: FAST.at, offset_ms: FAST.offset })).toBe(TRUE_TIME);
  expect(writtenAt({})).toBeNull();
});

test('a conflict says what the writer of the value kept aside had seen, and claims nothing it does not know', () => {
  expect(seenBy({ field: 'phone', was: { phone: '0131' } })).toEqual({ value: '0131' });
  expect(seenBy({ field: 'phone', was: { phone: null } })).toEqual({ value: null });
  for (const was of [undefined, null, {}, 'phone']) expect(seenBy({ field: 'phone', was })).toBeNull();
  expect(seenBy({ field: 'deleted', values: { phone: '1' }, was: { phone: '0' } })).toBeNull();
  expect([say.hadSeen('0131'), say.hadSeen(null)]).toEqual(['Had seen: 0131', 'Had seen it empty.']);
});
