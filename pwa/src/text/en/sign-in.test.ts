import { expect, test } from 'vitest';
import { signIn } from '#text/en';

const said = (unsent: number, forThem: number, pressed = 0) => signIn.waitsHere({ unsent, forThem, pressed });

test('what waits on a phone on which nobody is at work is said without a name, most pressing first', () => {
  expect(said(0, 0)).toEqual([]);
  expect(said(2, 1, 3)).toEqual([
    'What was pressed on a visit is not sent yet. This phone keeps trying.',
    '2 entries are not sent yet and only on this phone. Doorstep goes on sending them.',
    '1 entry waits on this phone for whoever wrote it to sign in here.',
  ]);
});
