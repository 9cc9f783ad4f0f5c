import { describe, expect, test } from 'vitest';
import { toldBeside } from './along';

const WATCHING = [
  { name: 'Mo Grant', channels: ['push'] },
  { name: 'Zoë O’Neill', channels: ['board'] },
];

describe('whoever goes along', () => {
  test('is taken for a monitor on duty of the same name, however it was typed', () => {
    for (const typed of ['Mo Grant', 'mo', ' MO  (monitor)', 'Bea and Mo'])
      expect(toldBeside(typed, WATCHING, null)).toEqual({ name: 'Mo Grant', is: 'watcher' });
    expect(toldBeside('zoe\u0308', WATCHING, null)?.name).toBe('Zoë O’Neill');
  });

  test('is taken for the buddy, who is told of a call for help at once', () => {
    expect(toldBeside('Bea', WATCHING, 'Bea Worker')).toEqual({ name: 'Bea Worker', is: 'buddy' });
  });

  test('is nobody who is told where no name is the same, or none is known', () => {
    expect(toldBeside('Bea Worker', WATCHING, 'Rab')).toBeNull();
    expect(toldBeside('Mo', null, null)).toBeNull();
    expect(toldBeside('', WATCHING, 'Bea Worker')).toBeNull();
    expect(toldBeside('M o', WATCHING, null)).toBeNull();
  });
});
