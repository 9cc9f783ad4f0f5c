import { expect, test } from 'vitest';
import { missingIn } from './missing-in';

const nothing = { last_name: '', first_name: '', date_of_birth: '', postcode: '' };
const targets = (known: Partial<typeof nothing>) =>
  missingIn({ ...nothing, ...known }).map(({ target }) => target);

test('who is looked for without a name, or with a name alone, is asked for more before the server is', () => {
  expect(targets({})).toEqual(['last_name', 'first_name']);
  expect(targets({ last_name: 'Bell' })).toEqual(['first_name']);
  expect(targets({ postcode: 'EH1 1AA' })).toEqual(['last_name']);
});

test('a name and one thing more are enough', () => {
  expect(targets({ last_name: 'Bell', date_of_birth: '1980-02-05' })).toEqual([]);
  expect(targets({ last_name: 'Bell', postcode: 'EH1 1AA' })).toEqual([]);
});

test('a day that is none is told as one', () => {
  for (const date_of_birth of ['1980-02', '1980-02-31', '80-02-05'])
    expect(targets({ last_name: 'Bell', date_of_birth })).toEqual(['date_of_birth-first']);
});
