import { expect, test } from 'vitest';
import { policy } from '#text/en';

test('both ladders say who is told at each step', () => {
  for (const step of ['1', '2', '3']) {
    const who = policy.names[`ladder_s-${step}`]?.split(': ')[1];
    expect(policy.names[`urgent_ladder_s-${step}`]).toContain(`: ${who}`);
  }
});
