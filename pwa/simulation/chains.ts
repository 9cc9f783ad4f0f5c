import { canonical, same } from '#domain/canonical';
import type { KindName } from '#domain/kinds';
import type { Data } from '#domain/record';
import type { Line } from './server';
import type { Witness } from './witness';

/** The history, by record. */
type Lines = ReadonlyMap<string, readonly Line[]>;

/** The history keeps what was sent; what it means is its canonical form. */
export function clean({ kind }: Line, data: Data = {}): Data {
  return canonical(kind as KindName, data);
}

/**
 * Follows a device's own changes that were not taken back to the value from which a change of it began, and tells
 * whether a value is one of those that its writer had on the screen. It may be one in between: what was kept aside
 * once and has been chosen since stands, and whoever goes on from it does not begin before it. Nothing is followed
 * past what stood at the version on which it was typed or since, up to `version`: the phone may have that from the
 * server, and who replaced it was not seen.
 */
export function wentOnFrom(
  lines: readonly Line[],
  line: Line,
  field: string,
  stood: unknown,
  version: number,
): boolean {
  const own = lines
    .filter((other) => isBefore(other, line) && isUntaken(other, field))
    .sort((one, other) => (isBefore(one, other) ? 1 : -1));
  let value = clean(line, line.content.was)[field] ?? null;
  let { base } = line;
  for (const step of own) {
    if (same(value, stood)) return true;
    if (stoodSince(lines, field, base, version).some((one) => same(one, value))) return false;
    if (!same(clean(step, step.content.set)[field] ?? null, value)) continue;
    value = clean(step, step.content.was)[field] ?? null;
    base = step.base;
  }
  return same(value, stood);
}

/** What stood in a field at one version and since; whatever ever has, where the server has no such version. */
function stoodSince(lines: readonly Line[], field: string, base: number, version: number): unknown[] {
  const known = base <= version;
  let stood: unknown[] = [null];
  for (const line of lines.filter(isMade).sort((one, other) => one.version - other.version)) {
    const value = clean(line, line.content.set)[field];
    if (value === undefined || line.version > version || line.content.aside?.includes(field)) continue;
    stood = known && line.version <= base ? [value] : [...stood, value];
  }
  return stood;
}

function isMade(line: Line): line is Line & { readonly version: number } {
  return line.version !== null;
}

/**
 * Checks that no device was in conflict with itself: what goes on from its own value, taken or not, is followed;
 * and what comes after a value in a conflict goes to that conflict.
 */
export function checkConflicts(witness: Witness, lines: Lines): void {
  const copied = copiedIn(lines);
  for (const about of lines.values()) {
    for (const line of about.filter(({ status, version }) => status === 'conflict' || version === null)) {
      for (const [i, field] of (line.receipt.fields ?? []).entries()) {
        const made = lines.get(line.receipt.conflicts?.[i] ?? '') ?? [];
        if (field !== 'deleted' && isBornOf(line, made))
          checkConflict(witness, lines, line, field, made, copied);
      }
    }
  }
}

function checkConflict(
  witness: Witness,
  lines: Lines,
  line: Line,
  field: string,
  made: readonly Line[],
  copied: ReadonlySet<string>,
): void {
  const about = lines.get(line.record) ?? [];
  const name = `${line.kind} ${line.record}: ${field} of ${line.id}`;
  const version = line.version === null ? (line.receipt.version ?? 0) : line.version - 1;
  const earlier = about
    .filter((other) => isBefore(other, line))
    .map(({ receipt }) => receipt.conflicts?.[receipt.fields?.indexOf(field) ?? -1]);
  const isAnother = earlier.some((one) => one !== undefined && isOpen(lines.get(one) ?? [], line));
  // Two copies of a phone have one name: which of them has offered what is in the open one, nobody can tell.
  if (isAnother && copied.has(deviceOf(line))) return;
  if (wentOnFrom(about, line, field, made[0]?.content.set?.kept ?? null, version))
    witness.broken(2, `${name} is in conflict with what its device went on from.`);
  if (isAnother) witness.broken(2, `${name} made another conflict, where one of its device's was open.`);
}

/** The devices of which a number was used twice. */
function copiedIn(lines: Lines): ReadonlySet<string> {
  const numbers = new Set<string>();
  const copied = new Set<string>();
  for (const line of [...lines.values()].flat()) {
    const number = `${deviceOf(line)} ${line.seq}`;
    if (line.seq !== null && numbers.has(number)) copied.add(deviceOf(line));
    numbers.add(number);
  }
  return copied;
}

function deviceOf({ account, device }: Line): string {
  return `${account} ${device}`;
}

function isBornOf(line: Line, conflict: readonly Line[]): boolean {
  return conflict.some(({ version, content }) => version === 1 && content.set?.change === line.id);
}

/** Tells whether nobody had settled a conflict when a change arrived. */
function isOpen(conflict: readonly Line[], line: Line): boolean {
  const settled = conflict.find(
    ({ version, content }) => version !== null && content.set?.choice !== undefined,
  );
  return settled === undefined || settled.received > line.received;
}

/** Tells whether a value that was sent for a field did not become what stands. */
export function isUntaken(line: Line, field: string): boolean {
  const aside = line.content.aside?.includes(field) ?? false;
  return line.content.set?.[field] !== undefined && (line.version === null || aside);
}

/** Tells whether one line was the same device's, and sent before the other. */
function isBefore(one: Line, other: Line): boolean {
  if (one.device !== other.device || one.account !== other.account) return false;
  return (
    one.received < other.received || (one.received === other.received && (one.seq ?? 0) < (other.seq ?? 0))
  );
}
