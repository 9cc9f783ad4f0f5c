import { describe, expect, test } from 'vitest';
import {
  type AlertWord,
  type Known,
  NOTHING_KNOWN,
  type Said,
  type Sent,
  signalOf,
  type VisitWord,
} from '#domain/signal';
import { forgottenBy, panicOf, runningVisit, standingOf } from '#domain/visit';
import { board, help, visit } from '#text/en';

const at = (clock: string) => `2026-11-23T${clock}:00.000Z`;
const ms = (clock: string) => Date.parse(at(clock));

function word(
  state: VisitWord['state'],
  due: string | null = '15:37',
  alertAt: string | null = '15:42',
): VisitWord {
  return { id: 'v', state, due: due && at(due), alert_at: alertAt && at(alertAt) };
}

function said(type: Said['type'], clock: string, heard: VisitWord | null = null, minutes?: number): Sent {
  const signal = { type, visit: 'v', id: `${type} ${clock}`, at: at(clock), ...(minutes ? { minutes } : {}) };
  const receipt = heard && { id: signal.id, status: 'received' as const, visit: heard };
  return { signal, seq: 1, receipt, heard: heard && at(clock) };
}

function knownOf(sent: Sent[], watch: Partial<NonNullable<Known['watch']>> | null = null): Known {
  const whole = {
    now: at('14:53'),
    engine: { ok: true, heartbeat_age_s: 1 },
    watching: [{ name: 'Mo', channels: ['board'] }],
    monitor: {},
    policy: { grace_s: 300, flagged_grace_s: 120, extend_most_min: 60 },
    pin: { set: false, key: null },
    visits: [],
    alert: null,
    ...watch,
  };
  return { sent, watch: watch && whole, measured: null };
}

const face = (known: Known, clock: string) => standingOf('v', known, ms(clock)).face;

describe('a visit that was started', () => {
  test('is not protected before the server has said so, however long that takes', () => {
    const known = knownOf([said('start', '14:52')]);
    expect([face(known, '14:52'), face(known, '18:00')]).toEqual(['not_protected', 'not_protected']);
  });

  test('is not protected by the server knowing only the plan', () => {
    expect(face(knownOf([said('start', '14:52', word('planned', null, null))]), '14:53')).toBe(
      'not_protected',
    );
    expect(face(knownOf([said('start', '14:52')], { visits: [word('no_contact')] }), '14:53')).toBe(
      'not_protected',
    );
  });

  test('is armed by a receipt, and then counts down by itself', () => {
    const known = knownOf([said('start', '14:52', word('armed'))]);
    const faces = ['15:00', '15:27', '15:37', '15:41', '15:42'].map((clock) => face(known, clock));
    expect(faces).toEqual(['armed', 'due_soon', 'grace', 'grace', 'overdue']);
  });

  test('that a monitor has extended goes by the newest word', () => {
    const known = knownOf([said('start', '14:52', word('armed'))], {
      now: at('15:30'),
      visits: [word('armed', '16:07', '16:12')],
    });
    expect(standingOf('v', known, ms('15:40'))).toMatchObject({
      face: 'armed',
      due: at('16:07'),
      confirmed: at('15:30'),
    });
  });

  test('keeps the old time until more of it is confirmed', () => {
    const known = knownOf([said('start', '14:52', word('armed')), said('extend', '15:30', null, 20)]);
    expect(standingOf('v', known, ms('15:36'))).toMatchObject({
      face: 'due_soon',
      unconfirmedMinutes: 20,
      alertAt: at('15:42'),
    });
  });
});

describe('what the server did not take', () => {
  const no = (one: Sent): Sent => ({
    ...one,
    receipt: { id: one.signal.id, status: 'refused' },
    heard: one.signal.at,
  });

  test('has not happened, and that is said', () => {
    const known = knownOf([no(said('start', '14:52'))]);
    expect(standingOf('v', known, ms('14:53'))).toMatchObject({ face: 'planned', refusal: 'refused' });
    expect(runningVisit(known, ms('14:53'))).toBeNull();
  });

  test('does not end a visit', () => {
    const known = knownOf([said('start', '14:52', word('armed')), no(said('finish', '15:00'))]);
    expect(standingOf('v', known, ms('15:01'))).toMatchObject({ face: 'armed', refusal: 'refused' });
  });
});

test('what was said and not heard yet is told, whatever the visit looks like', () => {
  const known = knownOf([said('start', '14:52', word('armed')), said('check_in', '15:00')]);
  expect(standingOf('v', known, ms('15:01'))).toMatchObject({ face: 'armed', unheard: true });
});

describe('a visit that is over its time', () => {
  const late = (alert: Partial<Known['watch']> | null = null) =>
    knownOf(
      [said('start', '14:52', word('armed'))],
      alert && { now: at('15:43'), visits: [word('overdue')], ...alert },
    );

  test('is never ended by time alone', () => {
    expect(face(late(), '23:59')).toBe('overdue');
  });

  test('says that the monitors have been told only once they have', () => {
    expect(standingOf('v', late(), ms('15:50')).told).toBeNull();
    const alert = {
      id: 'a',
      kind: 'overdue',
      state: 'open',
      opened: at('15:42'),
      told_at: at('15:42'),
      nobody_told: false,
      owner: null,
    };
    expect(standingOf('v', late({ alert }), ms('15:50')).told).toBe(at('15:42'));
  });

  test('takes nobody for told of it who was told of a silence before', () => {
    const alert = {
      id: 'a',
      kind: 'no_contact',
      state: 'owned',
      opened: at('15:20'),
      told_at: at('15:20'),
      nobody_told: false,
      owner: 'Mo',
    };
    expect(standingOf('v', late({ alert }), ms('15:50'))).toMatchObject({ told: null, owner: null });
  });

  test('takes nobody for told of it who was told of another call, before it was over its time', () => {
    const alert = {
      id: 'a',
      kind: 'panic',
      state: 'owned',
      opened: at('15:10'),
      told_at: at('15:10'),
      nobody_told: false,
      owner: 'Mo',
    };
    const heard = late({ now: at('15:11'), alert });
    expect(standingOf('v', heard, ms('15:50'))).toMatchObject({ told: null, owner: null });
    expect(standingOf('v', late({ alert }), ms('15:50'))).toMatchObject({ told: at('15:10'), owner: 'Mo' });
  });

  const words = (parts: Partial<AlertWord>) => {
    const untold = { id: 'a', kind: 'overdue', state: 'open', opened: at('15:42'), told_at: null };
    const alert = { ...untold, nobody_told: false, owner: null, ...parts };
    const standing = standingOf('v', late({ alert }), ms('15:50'));
    const place = 'Europe/London';
    return [visit.whoKnows(standing, 'Mo Reid', place), help.told(alert, 'Mo Reid', place)].join(' ');
  };

  test('says plainly that nobody could be told, and whom to ring, also of a call for help', () => {
    const plain = 'Nobody could be told. Ring Mo Reid.';
    expect(words({ nobody_told: true })).toBe(`${plain} ${plain}`);
    expect(help.told(null, null, 'Europe/London')).not.toContain('Nobody could be told');
  });

  test('says who looks after it also where no message went out, and never that somebody does where nobody has it', () => {
    expect(words({ owner: 'Mo', nobody_told: true })).toBe(
      'Mo is looking after it. Finish the visit, or ring them. Mo is looking after it.',
    );
    expect(words({})).toContain('has not heard that anybody was told');
    expect(words({})).toContain('has not heard yet that anybody was told');
    expect(words({})).not.toMatch(/looking after|alarming|monitors were told/);
  });
});

describe('a visit that was finished', () => {
  const started = said('start', '14:52', word('armed'));

  test('has not ended before the server has said so', () => {
    const known = knownOf([started, said('finish', '15:20')]);
    expect([face(known, '15:21'), face(known, '16:00')]).toEqual(['ending', 'ending']);
    expect(runningVisit(known, ms('16:00'))).toBe('v');
  });

  test('has ended with its receipt', () => {
    const known = knownOf([started, said('finish', '15:20', word('ended'))]);
    expect(face(known, '15:21')).toBe('ended');
    expect(runningVisit(known, ms('15:21'))).toBeNull();
  });

  test('with a PIN that was not right runs on, and says so', () => {
    const finish = said('finish', '15:20', word('armed'));
    const wrong = {
      ...finish,
      receipt: finish.receipt && { ...finish.receipt, status: 'pin_wrong' as const },
    };
    expect(standingOf('v', knownOf([started, wrong]), ms('15:21'))).toMatchObject({
      face: 'armed',
      refusal: 'pin_wrong',
    });
  });

  test('by a monitor has ended too', () => {
    expect(face(knownOf([started], { now: at('15:00'), visits: [word('ended')] }), '15:01')).toBe('ended');
  });
});

test('the visit that was begun here is the one that runs, not a plan beside it that is overdue', () => {
  const plan = { ...word('overdue', '14:40', '14:45'), id: 'plan' };
  const visits = [word('armed'), plan];
  const known = knownOf([said('start', '14:52', word('armed'))], { visits });
  expect(runningVisit(known, ms('14:54'))).toBe('v');
});

describe('what a server has forgotten', () => {
  const sent = [said('start', '14:52', word('armed'))];
  const ended = (clock: string) => ({ ...word('ended'), id: clock, ended: at(clock) });

  test('is what it had taken, and of which it tells nothing any more', () => {
    expect(forgottenBy(knownOf(sent, { visits: [] }), null)).toEqual(sent);
    expect(forgottenBy(knownOf(sent, { visits: [ended('13:00')] }), null)).toEqual(sent);
    expect(forgottenBy(knownOf(sent, { visits: [word('armed')] }), null)).toEqual([]);
    expect(forgottenBy(knownOf(sent, null), null)).toEqual([]);
  });

  test('is not what it has not taken, nor what was taken since it was asked', () => {
    expect(forgottenBy(knownOf([said('start', '14:52')], { visits: [] }), null)).toEqual([]);
    expect(forgottenBy(knownOf(sent, { now: at('14:52'), visits: [] }), null)).toEqual([]);
  });

  test('is not what may have ended before the visits that it still tells of', () => {
    expect(
      forgottenBy(knownOf(sent, { now: at('18:00'), visits: [ended('17:00'), ended('16:00')] }), null),
    ).toEqual([]);
  });
});

describe('a call for help', () => {
  const panic = (heard: string | null): Sent => ({
    signal: { type: 'panic', visit: null, id: 'p', at: at('15:00') },
    seq: 1,
    receipt: heard === null ? null : { id: 'p', status: 'received' },
    heard: heard && at(heard),
  });

  test('was not sent until the server has it', () => {
    expect(panicOf(knownOf([panic(null)]))?.received).toBeNull();
    expect(panicOf(knownOf([panic('15:01')]))?.received).toBe(at('15:01'));
  });

  test('is open until the server, asked later, knows of no alert any more', () => {
    expect(panicOf(knownOf([panic('15:01')], { now: at('15:00') }))).not.toBeNull();
    expect(panicOf(knownOf([panic('15:01')], { now: at('15:05') }))).toBeNull();
  });
});

describe('the clock of a signal', () => {
  const said: Said = { type: 'check_in', visit: 'v' };

  test('goes along with how old its measure is, while that means anything', () => {
    const measured = { offset: -312, at: ms('14:00') };
    expect(signalOf(said, 'i', ms('14:40'), measured)).toMatchObject({ offset_ms: -312, offset_age_s: 2400 });
    expect(signalOf(said, 'i', ms('14:00') + 25 * 3_600_000, measured)).not.toHaveProperty('offset_ms');
    expect(signalOf(said, 'i', ms('13:59'), measured)).not.toHaveProperty('offset_ms');
    expect(signalOf(said, 'i', ms('14:00'), NOTHING_KNOWN.measured)).not.toHaveProperty('offset_ms');
  });
});

test('the wall says that there is no alert only where there is none', () => {
  expect([board.howMany(0, 0), board.howMany(2, 1)]).toEqual(['No alerts', '1 alert that nobody has taken']);
  expect([board.howMany(1, 0), board.howMany(3, 0)]).toEqual([
    '1 open alert, taken or calmed',
    '3 open alerts, all taken or calmed',
  ]);
});
