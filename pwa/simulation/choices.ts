import type { Line } from './server';

/** A person's choice about a conflict, and what they had on their screen when they made it. */
export interface Choice {
  readonly line: Line;
  readonly field: string;
  /** The value that stood, as the conflict showed it. */
  readonly kept: unknown;
  /** Since when the conflict was as they saw it. */
  readonly seen: string;
}

/** The choices that were made about conflicts, by the record that each was about. */
export function choicesIn(lines: ReadonlyMap<string, readonly Line[]>): Map<string, Choice[]> {
  const found = new Map<string, Choice[]>();
  for (const about of lines.values()) {
    const made = about.find(({ kind, version }) => kind === 'conflict' && version === 1)?.content.set;
    if (made === undefined) continue;
    const record = String(made.of_record);
    const choices = about.filter(isChoice).map((line) => choiceOf(line, about, String(made.field)));
    found.set(record, [...(found.get(record) ?? []), ...choices]);
  }
  return found;
}

/** Tells whether the server wrote one line in consequence of the other, which somebody sent. */
export function follows(line: Line, cause: Line): boolean {
  const { account, device, received } = cause;
  return line.account === account && line.device === device && line.received === received;
}

function isChoice({ version, seq, content }: Line): boolean {
  return version !== null && seq !== null && content.set?.choice !== undefined;
}

function choiceOf(line: Line, about: readonly Line[], field: string): Choice {
  const seen = about
    .filter(({ version }) => version !== null && version <= line.base)
    .sort((one, other) => (one.version ?? 0) - (other.version ?? 0));
  const kept = seen.findLast(({ content }) => content.set?.kept !== undefined)?.content.set?.kept ?? null;
  return { line, field, kept, seen: seen.at(-1)?.received ?? '' };
}
