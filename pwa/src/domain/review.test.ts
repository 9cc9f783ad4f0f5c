import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS, type Review } from '#domain/kinds';
import { commentsOf, passagesOf, sentencesOf, standingOf } from '#domain/review';

interface Case {
  name: string;
  reviews: Record<string, Review>;
  answered: string[];
  state: string;
  decisions: string[];
  open: string[];
  crossed: boolean;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../sync/vectors/review.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

describe('where an item stands', () => {
  test.each(cases)('$name', ({ reviews, answered, state, decisions, open, crossed }) => {
    const standing = standingOf(new Map(Object.entries(reviews)), new Set(answered));
    expect(standing).toEqual({ state, decisions, open, crossed });
  });
});

describe('a text', () => {
  const sentences = (text: string) => sentencesOf(text).map((one) => one.text);

  test('is taken apart into its sentences', () => {
    expect(sentences('I rang. Nobody was in!\n\nDr. Low said: “Wait.” Then 3.5 hours?')).toEqual([
      'I rang.',
      'Nobody was in!',
      'Dr.',
      'Low said: “Wait.”',
      'Then 3.5 hours?',
    ]);
  });

  test('that says the same twice tells the first from the second', () => {
    expect(sentencesOf('No. Yes. No.').map(({ nth }) => nth)).toEqual([1, 1, 2]);
    expect(sentencesOf('Oh No. No.').map(({ nth }) => nth)).toEqual([1, 2]);
  });

  test('is whole again when its sentences and gaps are joined, and each fits a comment', () => {
    const pieces = fc.constantFrom('a', '. ', '!', '\n', ' ', '“', '”', 'é', '😀', 'word '.repeat(400));
    fc.assert(
      fc.property(
        fc.array(pieces).map((all) => all.join('').trim()),
        (text) => {
          const found = sentencesOf(text);
          expect(found.map(({ text: words, gap }) => words + gap).join('')).toBe(text);
          for (const { text: quote, nth } of found) {
            const comment = { field: 'text', quote, nth, text: 'Why?' };
            expect(passagesOf(text, 'text', [comment]).filter(({ asked }) => asked.length > 0)).toHaveLength(
              1,
            );
          }
          for (const { text: words } of found) expect([...words].length).toBeLessThanOrEqual(1000);
        },
      ),
    );
  });

  test('shows each comment at its place, also where the same sentence stands twice', () => {
    const comments = [
      { field: 'text', quote: 'No.', nth: 2, text: 'Really?' },
      { field: 'text', quote: 'Gone.', nth: 1, text: 'Where?' },
      { field: 'source', text: 'Who?' },
    ];
    expect(passagesOf('No. Yes. No.', 'text', comments)).toEqual([
      { from: 0, text: 'No. Yes. ', asked: [] },
      { from: 9, text: 'No.', asked: [0] },
    ]);
  });
});

test('a comment that cannot be read breaks nothing', () => {
  const good = { field: 'text', text: 'Why?' };
  expect(commentsOf([good, null, 5, { field: 'text' }, { ...good, quote: 5 }])).toEqual([good]);
  expect(commentsOf('x')).toEqual([]);
});

test('every verdict has its fold', () => {
  expect(KINDS.review.fields.verdict?.codes).toEqual(['read', 'signed_off', 'returned']);
});
