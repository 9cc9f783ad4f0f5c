import { expect, test } from 'vitest';
import { answerPractice, beginPractice, endPracticeHelp } from '#domain/practice';
import type { Known, Said } from '#domain/signal';
import { panicOf, standingOf } from '#domain/visit';

const NOON = '2026-11-23T12:00:00.000Z';
const start: Said = { type: 'start', visit: 'jean', minutes: 30 };

/** What is known after these were said, one each minute from noon. */
function practised(...all: Said[]): Known {
  const at = (minute: number) => new Date(Date.parse(NOON) + minute * 60_000).toISOString();
  return all.reduce((known, said, minute) => answerPractice(known, said, at(minute)), beginPractice(NOON));
}

function lastWord(known: Known) {
  return known.sent.at(-1)?.receipt?.visit;
}

test('a practice begins with a watch that is awake, and nothing said', () => {
  const { sent, watch } = beginPractice(NOON);
  expect(sent).toEqual([]);
  expect(watch?.engine.ok).toBe(true);
  expect(watch?.watching.length).toBe(1);
});

test('a visit that is started is watched at once, with five minutes of grace', () => {
  expect(lastWord(practised(start))).toEqual({
    id: 'jean',
    state: 'armed',
    due: '2026-11-23T12:30:00.000Z',
    alert_at: '2026-11-23T12:35:00.000Z',
  });
});

test('what is added counts from the end that was said before', () => {
  const known = practised(start, { type: 'extend', visit: 'jean', minutes: 15 });
  expect(lastWord(known)?.due).toBe('2026-11-23T12:45:00.000Z');
  expect(lastWord(known)?.alert_at).toBe('2026-11-23T12:50:00.000Z');
});

test('a visit that is finished has ended', () => {
  const known = practised(start, { type: 'finish', visit: 'jean' });
  expect(lastWord(known)).toMatchObject({ state: 'ended', ended: '2026-11-23T12:01:00.000Z' });
});

test('a word in between changes nothing of the end', () => {
  const known = practised(start, { type: 'check_in', visit: 'jean' });
  expect(lastWord(known)).toEqual(lastWord(practised(start)));
});

test('what is said of no visit is heard all the same', () => {
  const known = practised({ type: 'panic', visit: null });
  expect(known.sent.map(({ receipt }) => receipt?.status)).toEqual(['received']);
  expect(lastWord(known)?.state).toBe('planned');
});

test('everything said is kept in its order', () => {
  const known = practised(start, { type: 'check_in', visit: 'jean' }, { type: 'finish', visit: 'jean' });
  expect(known.sent.map(({ seq, signal }) => [seq, signal.type])).toEqual([
    [1, 'start'],
    [2, 'check_in'],
    [3, 'finish'],
  ]);
});

test('a practised call for help is answered, and leaves the visit as it was when it is put away', () => {
  const called = practised(start, { type: 'panic', visit: 'jean' });
  expect(panicOf(called)).toMatchObject({
    received: '2026-11-23T12:01:00.000Z',
    alert: { owner: 'Practice monitor' },
  });
  const after = endPracticeHelp(called);
  expect(panicOf(after)).toBeNull();
  expect(standingOf('jean', after, Date.parse(NOON)).face).toBe('armed');
});
