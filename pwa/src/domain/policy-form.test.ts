import { expect, test } from 'vitest';
import type { Policy } from '#domain/policy';
import { boxOf, PARTS, readBoxes, typedOf } from '#domain/policy-form';

const POLICY: Policy = {
  grace_s: 300,
  flagged_grace_s: 90,
  no_contact_s: 900,
  warnings_s: [600, 300, 60],
  extend_most_min: 60,
  ladder_s: [0, 180, 360, 600],
  urgent_ladder_s: [0, 0, 60, 180],
  broadcast_every_s: 300,
  owned_s: 600,
  urgent_owned_s: 300,
  pause_s: 600,
  stand_down_s: 600,
  nobody_watching_s: 120,
  drill_every_s: 604_800,
  monitor_name: '',
  monitor_phone: '0131 496 0000',
  monitor_sms: '',
};

const asTyped = Object.fromEntries(PARTS.map((part) => [boxOf(part), typedOf(part, POLICY)]));

test('what is not touched is not changed', () => {
  expect(readBoxes(POLICY, asTyped)).toEqual({ changes: {}, wrong: [] });
});

test('minutes, days and lists are typed as people say them, and sent as the server keeps them', () => {
  expect(asTyped).toMatchObject({ flagged_grace_s: '1.5', warnings_s: '10, 5, 1', drill_every_s: '7' });
  const { changes } = readBoxes(POLICY, {
    ...asTyped,
    grace_s: '2,5',
    warnings_s: '15 5',
    drill_every_s: '14',
    extend_most_min: '45',
    monitor_phone: '',
  });
  expect(changes).toEqual({
    grace_s: 150,
    warnings_s: [900, 300],
    drill_every_s: 1_209_600,
    extend_most_min: 45,
    monitor_phone: '',
  });
});

test('several steps of one ladder change it together', () => {
  const { changes } = readBoxes(POLICY, { ...asTyped, 'ladder_s-1': '2', 'ladder_s-3': '8' });
  expect(changes).toEqual({ ladder_s: [0, 120, 360, 480] });
});

test('what cannot be read is named, and nothing is made of it', () => {
  const { changes, wrong } = readBoxes(POLICY, {
    ...asTyped,
    grace_s: 'five',
    warnings_s: '10, soon',
    extend_most_min: '4.5',
  });
  expect(changes).toEqual({});
  expect(wrong).toEqual(['warnings_s', 'grace_s', 'extend_most_min']);
});
