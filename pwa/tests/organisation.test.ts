import { beforeEach, expect, test } from 'vitest';
import { fetchPastAlerts } from '#state/alerts';
import {
  askColleagues,
  askDeskRules,
  caseManagers,
  changeDeskRules,
  colleagues,
  deskRules,
} from '#state/organisation';
import { phone, signOut, start } from '#state/session';
import { rememberPerson } from '#storage/people';
import { newPhone, offline } from './support/phone';
import { json, MORAG } from './support/server';
import type { World } from './support/world';

const RULES = { read_days: 3, answer_days: 2, caseload_limit: 25 };
const CARD = { role: 'case_manager', team_name: 'North', active: true };
const UNA = { ...CARD, id: 'una', name: 'Una' };
const PEOPLE = [
  { ...CARD, id: 'rab', name: 'Rab', role: 'monitor' },
  { ...CARD, id: 'ida', name: 'Ida', active: false },
  UNA,
];

let world: World;

beforeEach(async () => {
  ({ world } = await newPhone());
});

async function startAs(organisation: object): Promise<void> {
  const person = { ...MORAG, organisation: { ...MORAG.organisation, ...organisation } };
  await rememberPerson(world.tab(), person);
  await start(world.tab());
}

test('who works here is asked of the server, and kept until it says otherwise', async () => {
  await startAs({});
  expect(colleagues.value).toBeNull();
  world.fetch = async () => json({ people: PEOPLE });
  expect(await askColleagues()).toEqual({ ok: true });
  expect(colleagues.value).toEqual(PEOPLE);
  expect(caseManagers.value).toEqual([UNA]);
  world.fetch = offline;
  expect(await askColleagues()).toEqual({ ok: false, reason: 'offline' });
  expect(colleagues.value).toEqual(PEOPLE);
  await signOut();
  expect(colleagues.value).toBeNull();
});

test('the rules are those of the session until they are changed, and nobody knows them without one', async () => {
  expect(deskRules.value).toBeNull();
  await startAs({ reviewRule: undefined });
  expect(deskRules.value).toBeNull();
  await phone.value?.close();
  await startAs({ reviewRule: { readDays: 7, answerDays: 5 }, caseloadLimit: null });
  expect(deskRules.value).toEqual({ read_days: 7, answer_days: 5, caseload_limit: null });
  const sent: unknown[] = [];
  world.fetch = async (_path, init) => {
    sent.push(JSON.parse(String(init.body)));
    return json(RULES);
  };
  expect(await changeDeskRules(RULES)).toEqual({ ok: true });
  const was = { read_days: 7, answer_days: 5, caseload_limit: null };
  expect([sent, deskRules.value]).toEqual([[{ ...RULES, was }], RULES]);
});

test('the rules that another has set are asked for, and never taken from somebody else', async () => {
  const reviewRule = { readDays: 7, answerDays: 5 };
  await startAs({ reviewRule });
  const organisation = { ...MORAG.organisation, read_days: 3, answer_days: 5, caseload_limit: 25 };
  world.fetch = async () => json({ person: MORAG, organisation });
  await askDeskRules();
  expect(deskRules.value).toEqual({ read_days: 3, answer_days: 5, caseload_limit: 25 });
  world.fetch = async () =>
    json({ person: { ...MORAG, id: 'other' }, organisation: { ...organisation, read_days: 9 } });
  await askDeskRules();
  expect(deskRules.value?.read_days).toBe(3);
});

test('rules that another has set since are not set over, and are asked for', async () => {
  await startAs({ reviewRule: { readDays: 7, answerDays: 5 } });
  const organisation = { ...MORAG.organisation, read_days: 9, answer_days: 5, caseload_limit: null };
  world.fetch = async (_path, init) =>
    init.method === 'PUT'
      ? json({ code: 'not_valid', errors: { read_days: ['Set since.'] } }, 422)
      : json({ person: MORAG, organisation });
  expect(await changeDeskRules(RULES)).toMatchObject({ ok: false, errors: { read_days: ['Set since.'] } });
  expect(deskRules.value?.read_days).toBe(9);
});

test('rules that did not reach the server are not said to hold', async () => {
  await startAs({ reviewRule: { readDays: 7, answerDays: 5 } });
  world.fetch = offline;
  expect(await changeDeskRules(RULES)).toEqual({ ok: false, reason: 'offline' });
  expect(deskRules.value?.read_days).toBe(7);
});

test('alerts at a door are asked for, and nothing is made up where no answer comes', async () => {
  await startAs({});
  const alerts = [{ id: 'a', kind: 'panic', worker: 'Rab', opened: '', resolved: null, outcome: null }];
  world.fetch = async () => json({ alerts });
  expect(await fetchPastAlerts('jean')).toEqual(alerts);
  world.fetch = offline;
  expect(await fetchPastAlerts('jean')).toBeNull();
});
