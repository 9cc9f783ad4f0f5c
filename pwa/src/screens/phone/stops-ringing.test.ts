import { describe, expect, test } from 'vitest';
import { ringingWords } from './stops-ringing';

const NOTHING = { duty: null, visit: false, rings: false };

describe('before leaving a phone', () => {
  test('whoever is on duty is told that no alert rings there any more, and who is left alone', () => {
    const of = (last: boolean, held: number) =>
      ringingWords({ ...NOTHING, duty: { last, held }, rings: true }, true);
    expect(of(false, 0)).toEqual(['You are on duty. No alert rings for you here once you have signed out.']);
    expect(of(true, 0)[0]).toMatch(/signed out\. Then nobody is watching\.$/);
    expect(of(false, 1)[0]).toMatch(/An alert is still yours: hand over first\.$/);
    expect(of(true, 2)[0]).toMatch(/nobody is watching\. 2 alerts are still yours: hand over first\.$/);
  });

  test('whoever may be on duty is told so too, where the server does not say', () => {
    expect(ringingWords({ ...NOTHING, duty: 'unknown' }, false)).toEqual([
      'If you are on duty: no alert rings for you here once somebody else works here.',
    ]);
  });

  test('whoever is out on a visit is told that nothing reminds them of its end', () => {
    expect(ringingWords({ ...NOTHING, visit: true, rings: true }, true)).toEqual([
      'Your visit goes on and is still watched. Nothing reminds you of its end here once you have signed out: finish it first.',
    ]);
  });

  test('everybody else is told that notifications end, where they were on', () => {
    expect(ringingWords(NOTHING, true)).toEqual([]);
    expect(ringingWords({ ...NOTHING, rings: true }, true)).toEqual([
      'Notifications stop here once you have signed out. They are on again when you sign in here.',
    ]);
  });
});
