import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joined } from './join';

const glue = { text: '\n', phone: ' ' };
const typed = (values: Record<string, unknown>, shown: Record<string, unknown> = {}, begun = '10:00') => ({
  ...{ begun, shown, values, glue },
});
const join = (was: string, mine: string, theirs: string) => {
  const [base, own, other] = [was, mine, theirs].map((text) => typed({ text }));
  return (joined(base ?? {}, own ?? {}, other ?? {}, true).values as { text: string }).text;
};

describe('a box', () => {
  test('that only one window has changed is that one’s', () => {
    const base = typed({ text: 'She', way: 'call', minutes: '5' });
    const mine = typed({ text: 'She said', way: 'call', minutes: '5', place: 'home' });
    const theirs = typed({ text: 'She', way: 'meeting', minutes: '5', phone: '1' });
    expect(joined(base, mine, theirs, true).values).toEqual({
      ...{ text: 'She said', way: 'meeting', minutes: '5', place: 'home', phone: '1' },
    });
  });

  test('that was emptied is not the same as one that nobody touched', () => {
    const theirs = typed({ text: 'She' });
    expect(joined({}, typed({ gp: null }), theirs, false).values).toEqual({ gp: null, text: 'She' });
  });

  test('with a choice that both have made is that of the later', () => {
    const [mine, theirs] = [typed({ way: 'call' }), typed({ way: 'meeting' })];
    expect(joined({}, mine, theirs, true).values).toEqual({ way: 'call' });
    expect(joined({}, mine, theirs, false).values).toEqual({ way: 'meeting' });
  });

  test('with comments keeps those of both, and their words at one place', () => {
    const said = (quote: string, text: string) => ({ field: 'text', quote, text });
    const base = typed({ comments: [said('One.', 'Why'), said('Two.', 'Who')] });
    const mine = typed({ comments: [said('One.', 'Why?'), said('Three.', 'Mine')] });
    const theirs = typed({ comments: [said('One.', 'Why'), said('Two.', 'Who'), said('Three.', 'Theirs')] });
    expect(joined(base, mine, theirs, true).values).toEqual({
      comments: [said('One.', 'Why?'), said('Three.', 'Theirs\nMine')],
    });
  });
});

describe('words that both have typed', () => {
  test.each([
    ['', 'She', 'He', 'He\nShe'],
    ['', 'She said', 'She', 'She said'],
    ['Jean.', 'Jean. Mine.', 'Jean. Theirs.', 'Jean. Theirs.\nMine.'],
    ['Jean was in.', 'Jean was not in.', 'Jean was in. Bea too.', 'Jean was not in. Bea too.'],
    ['Jean was in.', 'Jean is in.', 'Jean had been in.', 'Jean had been in.\nJean is in.'],
    ['😀', '😁', '😂😀', '😂\n😁'],
  ])('%j, made %j and %j, are %j', (was, mine, theirs, both) => {
    // The space before what both have added is in the one that comes first.
    expect(join(was, mine, theirs).replace(/\n /, '\n')).toBe(both);
  });

  test('in a box of one line are kept in one line', () => {
    const [mine, theirs] = [typed({ phone: '0111' }), typed({ phone: '0222' })];
    expect(joined({}, mine, theirs, true).values).toEqual({ phone: '0222 0111' });
  });

  test('are all there, whatever was added where', () => {
    const words = fc.array(fc.constantFrom('a', 'b', '😀'), { maxLength: 6 });
    const place = fc.integer({ min: 0, max: 6 });
    const add = (was: readonly string[], at: number, word: string) =>
      [...was.slice(0, at), word, ...was.slice(at)].join('');
    fc.assert(
      fc.property(words, place, place, (was, here, there) => {
        const both = join(was.join(''), add(was, here, 'MINE'), add(was, there, 'THEIRS'));
        const rest = both.replace('MINE', '').replace('THEIRS', '').replace('\n', '');
        expect([both.includes('MINE'), both.includes('THEIRS'), rest]).toEqual([true, true, was.join('')]);
      }),
    );
  });
});

describe('what was seen', () => {
  const sight = (draft: object) => (draft as { shown?: unknown }).shown;

  test('of a box goes with the window whose words stand in it, and with the older where both have changed it', () => {
    const mine = typed({ gp: 'Dr Mine', text: 'Mine' }, { gp: 'Dr Low', text: 'a', phone: '1' }, '10:00');
    const theirs = typed({ phone: '3', text: 'Theirs' }, { gp: 'Dr High', text: 'b', phone: '2' }, '11:00');
    const both = joined({}, mine, theirs, true);
    expect(both).toMatchObject({ begun: '10:00', shown: { gp: 'Dr Low', text: 'a', phone: '2' } });
    expect(sight(joined({}, theirs, mine, true))).toEqual({ gp: 'Dr Low', text: 'a', phone: '2' });
  });

  test('is forgotten where one of them had to forget it', () => {
    const mine = typed({ gp: 'Dr Mine' });
    const { shown: _, ...theirs } = typed({ phone: '3' });
    expect([sight(joined({}, mine, theirs, true)), sight(joined({}, theirs, mine, true))]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

test('what is no draft of a form is that of the later', () => {
  expect(joined({}, { text: 'a' }, { text: 'b' }, false)).toEqual({ text: 'b' });
});
