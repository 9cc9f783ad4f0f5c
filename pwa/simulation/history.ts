import { same } from '#domain/canonical';
import type { Data } from '#domain/record';
import { checkConflicts, clean, isUntaken, wentOnFrom } from './chains';
import { type Choice, choicesIn, follows } from './choices';
import type { Everything, Line } from './server';
import type { Witness } from './witness';

/**
 * Walks the history of every record: each version was made once, by someone who had seen what it replaced, and
 * the last one is what stands.
 */
export function checkHistory(witness: Witness, all: Everything): void {
  const lines = byRecord(all.change);
  const choices = choicesIn(lines);
  checkConflicts(witness, lines);
  for (const { id, kind, version, body } of all.record) {
    const walk = new Walk(witness, `${kind} ${id}`, lines.get(id) ?? [], choices.get(id) ?? []);
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
  readonly #choices: readonly Choice[];
  /** Who wrote what stands in a field. */
  readonly #writers = new Map<string, string>();

  constructor(witness: Witness, name: string, lines: readonly Line[], choices: readonly Choice[]) {
    this.#witness = witness;
    this.#name = name;
    this.#lines = lines;
    this.#choices = choices;
  }

  go(): void {
    const made = this.#lines.filter((line) => line.version !== null);
    for (const line of made.sort((one, other) => (one.version ?? 0) - (other.version ?? 0))) {
      if (line.version !== this.version + 1)
        this.#witness.broken(3, `${this.#name} goes from version ${this.version} to ${line.version}.`);
      if (line.content.set?.deleted === true) this.#checkDeletion(line);
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
      same(value, before) ||
      (line.seq === null ? this.#chosen(line, field, value, before) : same(was, before)) ||
      wentOnFrom(this.#lines, line, field, before, this.version - 1);
    if (!seen)
      this.#witness.broken(
        2,
        `${this.#name}: ${field} was ${JSON.stringify(before)}; ${line.id} wrote ${JSON.stringify(value)} over ${JSON.stringify(was)}.`,
      );
    this.data[field] = value;
    this.#writers.set(field, writerOf(line));
  }

  /**
   * Tells whether what the server wrote by itself was somebody's choice who saw what it replaces: of who settled
   * a conflict; or, where a change was accepted or a record brought back, of who typed it.
   */
  #chosen(line: Line, field: string, value: unknown, before: unknown): boolean {
    if (line.kind === 'conflict' || line.kind === 'caseload') return true;
    const settled = this.#choices.some(
      (choice) =>
        choice.field === field &&
        follows(line, choice.line) &&
        (same(choice.kept, before) || this.#writers.get(field) === writerOf(line)),
    );
    const typed = this.#lines.filter(
      (other) => isUntaken(other, field) && same(clean(other, other.content.set)[field], value),
    );
    return settled || typed.some((other) => wentOnFrom(this.#lines, other, field, before, this.version - 1));
  }

  /** Whoever deletes a record has seen what others have written in it. */
  #checkDeletion(line: Line): void {
    if (this.#deletedBy(line).some(({ isUnseen }) => !this.#others(line).some(isUnseen))) return;
    this.#witness.broken(2, `${this.#name} was deleted at ${this.version} by who had not seen that.`);
  }

  /** Those who may have deleted a record: its sender, who chose it in a conflict, whose deletion was accepted. */
  #deletedBy(line: Line): readonly { isUnseen: (other: Line) => boolean }[] {
    const after = (base: number) => ({ isUnseen: ({ version }: Line) => (version ?? 0) > base });
    if (line.content.delete) return [after(line.base)];
    const chosen = this.#choices.filter((choice) => choice.field === 'deleted' && follows(line, choice.line));
    const accepted = this.#lines.filter(
      (other) => other.status === 'held' && other.content.delete && writerOf(other) === writerOf(line),
    );
    return [
      ...chosen.map(({ seen }) => ({ isUnseen: ({ received }: Line) => received > seen })),
      ...accepted.map(({ base }) => after(base)),
    ];
  }

  /** What others had written in a record until then. */
  #others(line: Line): Line[] {
    return this.#lines.filter(
      (other) =>
        other.version !== null && other.version <= this.version && writerOf(other) !== writerOf(line),
    );
  }
}

function writerOf({ account, device }: Line): string {
  return `${account} ${device}`;
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
