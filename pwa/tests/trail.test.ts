import { expect, test } from 'vitest';
import { stepsBack } from '#screens/shell/trail';

const id = (n: number) => `0197a0b0-0000-7000-8000-00000000000${n}`;
const jean = `/clients/${id(1)}`;
const note = `${jean}/notes/${id(2)}`;

test.each([
  ['a client from the list to the list', jean, ['/clients', '/'], 1],
  ['a note from the start to the start', note, ['/'], 1],
  ['a client after something was written there to the list', jean, [jean, '/clients?next=note'], 2],
  ['a client after a visit of theirs to the list', jean, [`${jean}/visits/${id(3)}`, jean, '/clients'], 3],
  [
    'one review after the other to the desk',
    `/review/${id(4)}`,
    [`/review/${id(5)}?show=read`, '/?show=read'],
    2,
  ],
  ['a client with nothing but their notes behind them nowhere', jean, [note], null],
  ['a page that was opened by its address nowhere', jean, [], null],
])('"Back" leads from %s', (_, url, behind, steps) => {
  expect(stepsBack({ url, behind })).toBe(steps);
});
