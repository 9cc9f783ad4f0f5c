import { same } from '#domain/canonical';
import type { Device } from './device';
import { checkHistory } from './history';
import type { Everything, Line } from './server';
import { describe, textsIn, type Witness } from './witness';

/** Judges what is left when everybody has said everything: promises 1 to 5. */
export function judge(witness: Witness, all: Everything, devices: readonly Device[]): void {
  for (const device of devices) {
    if (isShutOut(all, device)) continue;
    checkOutbox(witness, device);
    checkAgreement(witness, all, device);
    checkForgotten(witness, all, device);
  }
  checkHistory(witness, all);
  checkLoss(witness, all, devices);
}

/** Nobody can tell a phone anything whose person has left before it had a token of its own. */
function isShutOut(all: Everything, device: Device): boolean {
  const { active } = all.account.find(({ id }) => id === device.person.id) ?? { active: false };
  return !active && !device.hasToken;
}

/** Whatever the server can take has been taken; nothing waits behind what it cannot. */
function checkOutbox(witness: Witness, device: Device): void {
  for (const { change, state } of witness.outboxOf(device)) {
    if (state === 'waiting') witness.broken(7, `${device.label} still waits to send ${describe(change)}.`);
  }
}

/** Each phone holds what the server says that its person may hold, no more and no less, and shows it. */
function checkAgreement(witness: Witness, all: Everything, device: Device): void {
  const grants = all.access.filter(({ account }) => account === device.person.id);
  const states = new Map(grants.map(({ scope, state }) => [scope, state]));
  const held = witness.baseOf(device);
  const mine = all.record.filter(({ scope }) => states.get(scope) === 'held');
  for (const { id, version, body } of mine) {
    const row = held.get(id);
    if (row === undefined && body.deleted) continue;
    if (row?.version !== version || !same(sorted(row.data), sorted(body.data)))
      witness.broken(
        4,
        `${device.label} has ${body.kind} ${id} at ${row?.version}, the server at ${version}.`,
      );
  }
  const known = new Map(all.record.map((row) => [row.id, row]));
  for (const id of held.keys()) {
    if ((states.get(known.get(id)?.scope ?? '') ?? 'gone') === 'gone')
      witness.broken(5, `${device.label} still holds ${id}.`);
  }
}

/**
 * Of a client whom a person may not see nothing lies on their phone but what they typed themselves: not in the old
 * values of an unsent change, not in a draft, not in a second copy.
 */
function checkForgotten(witness: Witness, all: Everything, device: Device): void {
  const seen = all.access.filter(({ account, state }) => account === device.person.id && state !== 'gone');
  const scopes = new Set(seen.map(({ scope }) => scope));
  const visible = all.record.filter(({ scope }) => scopes.has(scope));
  const ids = new Set(visible.map(({ id }) => id));
  const known = new Set(textsIn([visible, all.change.filter(({ record }) => ids.has(record))]));
  // Of what a server that was set back has lost, nobody can say any more whose it was.
  for (const mark of witness.lost) known.add(mark);
  for (const { place, text } of device.contents())
    for (const mark of textsIn(text))
      if (!known.has(mark) && witness.typed.get(mark) !== device.person.id)
        witness.broken(5, `${device.label} still has ${mark} of somebody else's in ${place}.`);
}

/** Every text that a person was told is saved is where they or their supervisor can find it. */
function checkLoss(witness: Witness, all: Everything, devices: readonly Device[]): void {
  const kept = devices.flatMap((device) => witness.outboxOf(device));
  const onPhones = new Set(textsIn(kept.filter(({ state }) => state !== 'received' && state !== 'sent')));
  const found = new Set(all.change.flatMap((line) => findable(line, all)));
  for (const [text, device] of witness.saved) {
    if (!onPhones.has(text) && !found.has(text) && !witness.excused.has(text))
      witness.broken(1, `${device.label} was told that ${text} is saved, and it is nowhere.`);
  }
}

/** The texts of a line of the history that a person can find: in the record, in a conflict or in the tray. */
function findable(line: Line, all: Everything): string[] {
  const { set = {}, aside = [] } = line.content;
  if (line.status === 'refused') return [];
  if (line.status === 'held') {
    const tray = all.record.filter(({ kind, body }) => kind === 'held' && body.data.change === line.id);
    return textsIn(tray.map(({ body }) => body.data.values));
  }
  const kept = Object.entries(set).filter(([name]) => !aside.includes(name));
  const conflicts = all.change.filter(
    ({ kind, record }) => kind === 'conflict' && isIn(line.receipt.conflicts, record),
  );
  const offers = conflicts.flatMap(({ content }) => [content.set?.offered, content.set?.values]);
  return [...(line.version === null ? [] : textsIn(kept)), ...textsIn(offers)];
}

function isIn(list: readonly string[] | undefined, one: string): boolean {
  return list?.includes(one) ?? false;
}

function sorted(data: object): object {
  return Object.fromEntries(Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1)));
}
