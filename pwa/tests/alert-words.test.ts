import { expect, test } from 'vitest';
import { type AlertEvent, isLapsing } from '#domain/board';
import { board, alert as say, scriptOf } from '#text/en';
import { ALERT, minute } from './support/watch';

const ZONE = 'Europe/London';
const ISLA = { account: 'isla', name: 'Isla Reid' };

function line(type: string, at: string, part: Partial<AlertEvent> = {}): AlertEvent {
  return { id: `${type} ${at}`, at, type, name: null, text: '', detail: {}, ...part };
}

const taken = line('acknowledged', minute(1), { name: 'Isla Reid' });
const lapsed = line('lapsed', minute(11), { detail: { owner: 'isla' } });
const lapsedAlert = { ...ALERT, events: [taken, lapsed] };

test('where something was heard, what to do does not begin with that nothing was', () => {
  const silent = { ...ALERT, about: 'no_contact', script: 'no_contact' } as const;
  expect(scriptOf(silent).lead).toContain('nothing has been heard');
  const guessed = scriptOf({ ...silent, reason: 'The PIN was wrong 5 times on a visit.' });
  expect(guessed.lead).toContain('read why above');
  expect(guessed.notSay).toContain('a PIN');
});

test('that everybody was told is said only where somebody was', () => {
  const everywhere = { ...ALERT, state: 'broadcast', step: 4 } as const;
  const told = board.standing({ ...everywhere, told: ['Isla Reid'] });
  expect(told?.words).toBe('Everybody who can be reached has been told, and nobody has it.');
  expect(board.standing(everywhere)).toEqual({ words: board.untold, grave: true });
  expect(board.nextStep(everywhere, minute(15), ZONE)).toBe('At 10:15 it is tried again.');
});

test('where nobody could be told at the first step, the page says so as well as the timeline', () => {
  expect(board.standing(ALERT)).toBeNull();
  const unheard = { ...ALERT, events: [line('nobody_told', minute(0))] };
  expect(board.standing(unheard)?.words).toBe('Nobody has been told. Only whoever sees this board knows.');
  expect(board.standing({ ...unheard, told: ['Rab Kerr'] })).toBeNull();
  expect(board.standing({ ...unheard, state: 'owned', owner: ISLA })).toBeNull();
});

test('an alert that its owner has let lapse says who had it and until when', () => {
  expect(board.has(lapsedAlert, 'rab', ZONE)).toBe('Isla Reid had it until 10:11. It is being told again.');
  expect(board.has(lapsedAlert, 'isla', ZONE)).toBe('You had it until 10:11. It is being told again.');
});

test('where nobody could be told, nothing says beside it that it is being told again', () => {
  const unheard = { ...lapsedAlert, events: [...lapsedAlert.events, line('nobody_told', minute(11))] };
  expect(board.standing(unheard)?.words).toBe(board.untold);
  expect(board.has(unheard, 'isla', ZONE)).toBe('You had it until 10:11.');
});

test('nobody had it last where somebody has it since, or it has become another', () => {
  expect(board.has(ALERT, 'isla', ZONE)).toBe('Nobody has it yet.');
  const again = { ...lapsedAlert, owner: { account: 'rab', name: 'Rab Kerr' } };
  expect(board.has(again, 'isla', ZONE)).toBe('Rab Kerr has it.');
  const graver = { ...lapsedAlert, events: [taken, lapsed, line('raised', minute(12))] };
  expect(board.has(graver, 'isla', ZONE)).toBe('Nobody has it yet.');
  const calm = { ...lapsedAlert, state: 'stand_down' } as const;
  expect(board.has(calm, 'isla', ZONE)).toBe('Nobody has it yet.');
});

test('the one who has it hears until when, and who has it is named to the others', () => {
  const held = { ...ALERT, state: 'owned', owner: ISLA, owned_until: minute(11) } as const;
  expect(board.has(held, 'isla', ZONE)).toBe('You have it until 10:11.');
  expect(board.has(held, 'rab', ZONE)).toBe('Isla Reid has it until 10:11.');
  expect(say.keep(minute(11), ZONE)).toContain('Yours until 10:11.');
  expect(isLapsing(held, Date.parse(minute(10)))).toBe(false);
  expect(isLapsing(held, Date.parse(minute(10)) + 1)).toBe(true);
  expect(isLapsing(ALERT, Date.parse(minute(10)))).toBe(false);
});

test('that nobody was watching ends as what can be true of it', () => {
  const unwatched = { ...ALERT, kind: 'nobody_watching', about: 'nobody_watching', visit: null } as const;
  const ways = say.outcomesFor(unwatched).map((one) => say.outcomeOf(one, unwatched.kind));
  expect(ways).toEqual([
    'Somebody watches again, or nobody is out',
    'I rang those who are out, all are safe',
    'Fault of the system',
  ]);
  const calm = board.standing({ ...unwatched, state: 'stand_down' });
  expect(calm?.words).toContain('Somebody is watching again, or nobody is out any more.');
  const closed = line('resolved', minute(3), { name: 'Isla Reid', detail: { outcome: 'self_cleared' } });
  expect(say.event(closed, unwatched.kind)).toBe(
    'Isla Reid closed it: Somebody watches again, or nobody is out.',
  );
  expect(say.event(closed, 'overdue')).toBe('Isla Reid closed it: They ended it themselves.');
});
