import { expect, test } from 'vitest';
import type { Known, VisitWord } from '#domain/signal';
import { standingOf } from '#domain/visit';
import { linesOf } from './face-lines';

const at = (clock: string) => `2026-11-23T${clock}:00.000Z`;

function linesAt(clock: string, ok: boolean): string {
  const armed: VisitWord = { id: 'v', state: 'armed', due: at('15:37'), alert_at: at('15:42') };
  const known: Known = {
    sent: [],
    measured: null,
    watch: {
      now: at('15:00'),
      engine: { ok, heartbeat_age_s: ok ? 1 : 90 },
      watching: [{ name: 'Mo', channels: ['board'] }],
      monitor: {},
      policy: { grace_s: 300, flagged_grace_s: 120, extend_most_min: 60 },
      pin: { set: false, key: null },
      visits: [armed],
      alert: null,
    },
  };
  const now = Date.parse(at(clock));
  return linesOf(standingOf('v', known, now), now, 'Europe/London', 'Mo').join(' ');
}

test('while no alert may be raised, that is said until the end, and no time is promised at which it would be', () => {
  for (const clock of ['15:10', '15:30', '15:38'])
    expect(linesAt(clock, false)).toMatch(/alerts may not work now. Ring your monitors/);
  expect(linesAt('15:38', false)).not.toMatch(/will be told/);
});

test('else it says when the monitors will be told', () => {
  expect(linesAt('15:38', true)).toMatch(/^Your monitors will be told at 15:42./);
  expect(linesAt('15:30', true)).not.toMatch(/may not work/);
});
