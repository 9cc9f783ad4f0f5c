import { expect, test } from 'vitest';
import { draftDataOf, takeUp, textsOf } from './draft-data';

const begun = '2026-11-23T10:00:00.000Z';
const start = { known_as: 'Jean', gp: 'Dr New', phone: '0131 496 0000' };

test('a draft that is found shows what it showed, whatever has come since', () => {
  const draft = { begun, shown: { known_as: 'Jean', gp: 'Dr Low' }, values: { gp: 'Dr High' } };
  expect(takeUp(draft, start)).toEqual(draft);
});

test('a draft whose client had to be forgotten has seen what it shows now, and not what it hides', () => {
  const draft = draftDataOf({ begun, values: { gp: 'Dr High' } });
  expect(draft && takeUp(draft, start).shown).toEqual({ known_as: 'Jean', phone: '0131 496 0000' });
});

test('the words of a draft are what was typed, in comments too', () => {
  const comments = [
    { field: 'text', text: 'When was that?' },
    { field: 'text', quote: 'She was well.', nth: 0, text: '' },
  ];
  const values = { gp: 'Dr High', phone: start.phone, issues: ['housing'], comments };
  expect(textsOf({ begun, shown: start, values })).toEqual(['Dr High', 'When was that?']);
  expect(textsOf({ begun })).toEqual([]);
});

test('what is no draft of a form is none', () => {
  expect([draftDataOf({ begun }), draftDataOf({ begun, shown: 'x', values: {} })]).toEqual([null, null]);
});
