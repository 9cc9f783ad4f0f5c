import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Screens that draw boxes and keep no draft, and why. */
const WITHOUT: Record<string, string> = {
  'sign-in/credentials.tsx': 'a password is never kept',
  'pins/pins-page.tsx': 'a PIN is never kept',
  'visit/pin-step.tsx': 'a PIN is never kept',
  'access/whom.tsx': 'what is searched for is not written down',
  'clients/search-box.tsx': 'what is searched for is not written down',
  'form/fields.tsx': 'the form around it keeps it',
  'review/pins.tsx': 'the form around it keeps it',
  'alert/note-box.tsx': 'whoever shows it keeps it',
};

test('every box that somebody types into keeps a draft', () => {
  const without = globSync('src/screens/**/*.tsx').filter((file) => {
    const text = readFileSync(file, 'utf8');
    const isTyped = /<(Field|TextBox|textarea)\b/.test(text);
    const isInput = /<input\b/.test(text) && !/type="(radio|checkbox)"/.test(text);
    return (isTyped || isInput) && !/\buse(Typed|Form)\b/.test(text);
  });
  expect(without.map((file) => file.slice('src/screens/'.length)).sort()).toEqual(
    Object.keys(WITHOUT).sort(),
  );
});
