import { expect, test } from 'vitest';
import type { Status } from '#state/status';
import { toldOf, toneOf, wordsOf } from './status-words';

const now = new Date('2026-11-23T14:10:00.000Z');
const calm: Status = {
  unsent: 0,
  signalWaits: false,
  oldestUnsent: null,
  age: 'none',
  online: 'yes',
  lastReceived: '2026-11-23T14:05:00.000Z',
  syncing: false,
  handsIn: false,
  needsAttention: 0,
  problem: null,
  firstFetch: 'done',
};

const said = (part: Partial<Status>, expired = false) =>
  wordsOf({ ...calm, ...part }, expired, now, 'Europe/London').join(' · ');

test('the line says that everything is received only when nothing waits', () => {
  expect(said({})).toBe('Everything received 14:05');
  expect(said({ unsent: 3, oldestUnsent: '2026-11-23T14:05:00.000Z', age: 'fresh' })).toBe(
    '3 on this phone, not sent yet',
  );
  for (const part of [
    { unsent: 1 },
    { signalWaits: true },
    { needsAttention: 1 },
    { problem: 'The server is busy.' },
  ]) {
    expect(said(part)).not.toContain('Everything received');
  }
});

test('without a network the line says so, and what was received last', () => {
  expect(said({ online: 'no' })).toBe('No network · Everything received 14:05');
  expect(said({ online: 'no', lastReceived: null })).toBe('No network · Nothing received yet');
});

test('what was pressed on a visit and not sent is said, network or not', () => {
  expect(said({ signalWaits: true })).toBe('What you pressed is not sent yet');
  expect(said({ signalWaits: true, online: 'no' })).toBe('What you pressed is not sent yet · No network');
  expect(toneOf({ ...calm, signalWaits: true }, false)).toBe('waiting');
});

test('an ended session is said first, for nothing goes out without it', () => {
  expect(said({ unsent: 1, problem: 'Sign in again to send.' }, true)).toBe(
    'Sign in again to send · 1 on this phone, not sent yet',
  );
  expect(said({ handsIn: true }, true)).toBe('Sign in again to get what is new');
});

test('the colour follows the age: amber from 4 hours, red from 24', () => {
  expect(toneOf(calm, false)).toBe('calm');
  expect(toneOf({ ...calm, unsent: 1, age: 'fresh' }, false)).toBe('waiting');
  expect(toneOf({ ...calm, unsent: 1, age: 'amber' }, false)).toBe('amber');
  expect(toneOf({ ...calm, unsent: 1, age: 'red' }, true)).toBe('red');
});

test('what waits takes few words: its age only from an hour, and that it is not sent only where there is a network', () => {
  const [fresh, old] = ['2026-11-23T13:10:01.000Z', '2026-11-23T13:10:00.000Z'];
  expect(said({ unsent: 1, oldestUnsent: fresh, online: 'no' })).toBe('1 on this phone · No network');
  expect(said({ unsent: 2, oldestUnsent: old, online: 'no' })).toBe(
    '2 on this phone, oldest 1 h · No network',
  );
});

test('a screen reader never hears that nothing waits while the line says that something does', () => {
  const told = (part: Partial<Status>) => toldOf({ ...calm, ...part }, false, []);
  expect(told({ signalWaits: true })).toBe('What you pressed is not sent yet.');
  expect(told({ unsent: 1, age: 'fresh' })).toBe('Something waits to be sent.');
  expect(told({})).toBe('Nothing waits to be sent.');
});
