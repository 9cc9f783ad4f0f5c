import { describe, expect, test } from 'vitest';
import type { Risk } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { briefOf, reviewIsDue, saidOn, toLookAt } from '#domain/risk';

const TODAY = '2026-11-23';

/** A statement about a risk, written down on 1 November. */
function said(data: Partial<Risk>): Viewed<Risk> {
  return {
    id: crypto.randomUUID(),
    kind: 'risk',
    client: 'jean',
    version: 1,
    data: { said_by: 'A neighbour', ...data },
    standing: 'received',
    errors: null,
    made: { by: 'ada', name: 'Ada Worker', at: '2026-11-01T09:00:00Z', received: null },
    changed: null,
    waitingFields: [],
  };
}

describe('what is known of a risk before a visit', () => {
  test('is nothing where nobody has said anything, and that is itself told', () => {
    expect(briefOf([], TODAY)).toEqual({
      current: [],
      expired: [],
      flags: [],
      twoPeopleOnly: false,
      doNotVisit: false,
      nobodySaid: true,
    });
  });

  test('names each flag once, whoever said it', () => {
    const brief = briefOf([said({ flags: ['dog', 'weapon'] }), said({ flags: ['dog'] }), said({})], TODAY);
    expect(brief.flags).toEqual(['dog', 'weapon']);
  });

  test('does not name the statement that no risk is known, which is a statement all the same', () => {
    const brief = briefOf([said({ flags: ['none_known'] })], TODAY);
    expect(brief.flags).toEqual([]);
    expect(brief.nobodySaid).toBe(false);
  });

  test('warns of going alone, and of going at all, each for its own flag', () => {
    const warns = (flag: string) => briefOf([said({ flags: [flag] })], TODAY);
    expect(warns('two_people_only')).toMatchObject({ twoPeopleOnly: true, doNotVisit: false });
    expect(warns('do_not_visit')).toMatchObject({ twoPeopleOnly: false, doNotVisit: true });
    expect(warns('dog')).toMatchObject({ twoPeopleOnly: false, doNotVisit: false });
  });

  test('counts until the end of its last day, and is kept as expired after', () => {
    const last = said({ flags: ['dog'], expires_on: TODAY });
    const gone = said({ flags: ['two_people_only'], expires_on: '2026-11-22' });
    const brief = briefOf([last, gone], TODAY);
    expect(brief.current).toEqual([last]);
    expect(brief.expired).toEqual([gone]);
    expect(brief.twoPeopleOnly).toBe(false);
  });

  test('begins with the latest, by the day on which it was said', () => {
    const written = said({ detail: 'Written down on the first.' });
    const older = said({ said_on: '2026-10-02' });
    const newer = said({ said_on: '2026-11-20' });
    expect(briefOf([older, written, newer], TODAY).current).toEqual([newer, written, older]);
    expect(saidOn(written)).toBe('2026-11-01');
  });

  test('is to be looked at again from the day of its review on', () => {
    expect(reviewIsDue(said({ review_on: TODAY }), TODAY)).toBe(true);
    expect(reviewIsDue(said({ review_on: '2026-11-24' }), TODAY)).toBe(false);
    expect(reviewIsDue(said({}), TODAY)).toBe(false);
  });
});

describe('what is to be looked at again, of all clients', () => {
  const of = (client: string, data: Partial<Risk>) => ({ ...said(data), client });

  test('is what is due, the longest waiting first, whoever it is about', () => {
    const today = of('jean', { review_on: TODAY });
    const long = of('davie', { review_on: '2026-08-01' });
    const notYet = of('jean', { review_on: '2026-11-24' });
    expect(toLookAt([today, notYet, long], TODAY)).toEqual({ expired: [], due: [long, today] });
  });

  test('is what has run out, and then not as due as well', () => {
    const gone = of('jean', { review_on: '2026-08-01', expires_on: '2026-11-22' });
    const goneLong = of('jean', { expires_on: '2026-09-01', said_on: '2026-06-01' });
    expect(toLookAt([gone, goneLong], TODAY)).toEqual({ expired: [goneLong, gone], due: [] });
  });

  test('is not what has run out where somebody has said something about that client since', () => {
    const gone = of('jean', { expires_on: '2026-11-10' });
    const since = { said_on: '2026-11-11' };
    expect(toLookAt([gone, of('jean', since)], TODAY).expired).toEqual([]);
    expect(toLookAt([gone, of('jean', { said_on: '2026-11-10' })], TODAY).expired).toEqual([gone]);
    expect(toLookAt([gone, of('davie', since)], TODAY).expired).toEqual([gone]);
  });
});
