import { canonical, same } from '#domain/canonical';
import type { KindName } from '#domain/kinds';
import type { Data } from '#domain/record';
import type { Everything, Line } from './server';
import type { Witness } from './witness';

/**
 * Walks the history of every record: each version was made once, by someone who had seen what it replaced, and
 * the last one is what stands.
 */
export function checkHistory(witness: Witness, all: Everything): void {
  const lines = byRecord(all.change);
  for (const { id, kind, version, body } of all.record) {
    const walk = new Walk(witness, `${kind} ${id}`, lines.get(id) ?? []);
    walk.go();
    if (walk.version !== version)
      witness.broken(3, `${kind} ${id} is at ${version}, its history at ${walk.version}.`);
    // The history does not repeat what a held change says: it is there itself.
    else if (kind !== 'held' && !body.deleted && !sameData(walk.data, body.data))
      witness.broken(
        2,
        `${kind} ${id} is not what its history says: ${JSON.stringify([body.data, walk.data])}`,
      );
  }
}

class Walk {
  version = 0;
  data: Record<string, unknown> = {};
  /** What the record held when it was deleted. */
  #buried: Record<string, unknown> = {};
  readonly #witness: Witness;
  readonly #name: string;
  readonly #lines: readonly Line[];

  constructor(witness: Witness, name: string, lines: readonly Line[]) {
    this.#witness = witness;
    this.#name = name;
    this.#lines = lines;
  }

  go(): void {
    const made = this.#lines.filter((line) => line.version !== null);
    for (const line of made.sort((one, other) => (one.version ?? 0) - (other.version ?? 0))) {
      if (line.version !== this.version + 1)
        this.#witness.broken(3, `${this.#name} goes from version ${this.version} to ${line.version}.`);
      this.version = line.version ?? 0;
      this.#deleteOrRestore(line.content.set?.deleted);
      for (const [field, value] of Object.entries(clean(line, line.content.set)))
        this.#put(line, field, value);
    }
  }

  #deleteOrRestore(deleted: unknown): void {
    if (deleted === true) this.#buried = this.data;
    if (deleted !== undefined) this.data = deleted === true ? {} : { ...this.#buried };
  }

  #put(line: Line, field: string, value: unknown): void {
    if (line.content.aside?.includes(field) || field === 'deleted') return;
    const before = this.data[field] ?? null;
    const was = clean(line, line.content.was)[field] ?? null;
    const seen =
      line.version === 1 ||
      same(was, before) ||
      same(value, before) ||
      same(this.#start(line, field, was), before);
    if (!seen)
      this.#witness.broken(
        2,
        `${this.#name}: ${field} was ${JSON.stringify(before)}; ${line.id} wrote ${JSON.stringify(value)} over ${JSON.stringify(was)}.`,
      );
    this.data[field] = value;
  }

  /** Follows a device's own changes that were not taken back to the value from which it began. */
  #start(line: Line, field: string, was: unknown): unknown {
    const own = this.#lines.filter(
      (other) => other.device === line.device && other.account === line.account && isAside(other, field),
    );
    let value = was;
    for (const _ of own) {
      const step = own.find((other) => same(clean(other, other.content.set)[field] ?? null, value));
      if (step === undefined) break;
      value = clean(step, step.content.was)[field] ?? null;
    }
    return value;
  }
}

/** The history keeps what was sent; what it means is its canonical form. */
function clean({ kind }: Line, data: Data = {}): Data {
  return canonical(kind as KindName, data);
}

function isAside(line: Line, field: string): boolean {
  return (
    line.content.set?.[field] !== undefined &&
    (line.version === null || (line.content.aside?.includes(field) ?? false))
  );
}

function sameData(one: Data, other: Data): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => same(one[name] ?? null, other[name] ?? null));
}

function byRecord(lines: readonly Line[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) found.set(line.record, [...(found.get(line.record) ?? []), line]);
  return found;
}
