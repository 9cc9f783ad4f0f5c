import { same } from '#domain/canonical';
import type { Data } from '#domain/record';
import { checkConflicts, clean, startOf } from './chains';
import type { Everything, Line } from './server';
import type { Witness } from './witness';

/**
 * Walks the history of every record: each version was made once, by someone who had seen what it replaced, and
 * the last one is what stands.
 */
export function checkHistory(witness: Witness, all: Everything): void {
  const lines = byRecord(all.change);
  checkConflicts(witness, lines);
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
      if (line.content.delete) this.#checkDeletion(line);
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
    // Known, and told: whoever restores a record lays what was offered over what stood before it was deleted.
    const restores = line.content.set?.deleted === false;
    const seen =
      restores ||
      line.version === 1 ||
      same(was, before) ||
      same(value, before) ||
      same(startOf(this.#lines, line, field), before);
    if (!seen)
      this.#witness.broken(
        2,
        `${this.#name}: ${field} was ${JSON.stringify(before)}; ${line.id} wrote ${JSON.stringify(value)} over ${JSON.stringify(was)}.`,
      );
    this.data[field] = value;
  }

  /** Whoever deletes a record has seen what others have written in it. */
  #checkDeletion(line: Line): void {
    const unseen = this.#lines.filter(
      ({ version, device, account }) =>
        version !== null &&
        version > line.base &&
        version <= this.version &&
        (device !== line.device || account !== line.account),
    );
    if (unseen.length > 0)
      this.#witness.broken(
        2,
        `${this.#name} was deleted at version ${this.version} by who had seen ${line.base}.`,
      );
  }
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
