import { expect, test } from 'vitest';
import { errorsOf, problemsOf } from '#screens/form/problems';
import { form, pins, policy } from '#text/en';

test('an empty box says what to do, in the summary without its label before it', () => {
  const errors = errorsOf('note', { text: '  ' }, null);
  expect(errors.text).toEqual(['Write the note.']);
  expect(problemsOf('note', errors).map(({ words }) => words)).toContain('Write the note.');
});

test('what is wrong otherwise keeps the rule’s own words, with the label before them', () => {
  const errors = errorsOf('note', { text: 'x'.repeat(20_001) }, { text: true });
  expect(problemsOf('note', errors)[0]?.words).toMatch(/^Note: /);
  expect(form.need('review', 'worker')).toBeNull();
});

test('each PIN is named by what is wrong with it', () => {
  expect(pins.shape.right).not.toBe(pins.shape.duress);
});

test('both ladders say who is told at each step', () => {
  for (const step of ['1', '2', '3']) {
    const who = policy.names[`ladder_s-${step}`]?.split(': ')[1];
    expect(policy.names[`urgent_ladder_s-${step}`]).toContain(`: ${who}`);
  }
});
