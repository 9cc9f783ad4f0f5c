/** What is noted of a database apart from it, so that one that was emptied is noticed. */
export interface Mark {
  readonly device: string;
  /** The number of the last change in this device's sequence. */
  readonly seq: number;
  /** How many changes existed only there. */
  readonly unsent: number;
}

/** What is said of a database that was emptied: its last number, and how many unsent changes were found again. */
export interface Lost {
  readonly last: number;
  readonly recovered: number;
}

/** Reads a mark; null where there is none that makes sense. */
export function readMark(text: string | null): Mark | null {
  if (text === null) return null;
  try {
    const mark = JSON.parse(text) as Partial<Mark>;
    const { device, seq, unsent } = mark;
    return typeof device === 'string' && typeof seq === 'number' && typeof unsent === 'number'
      ? { device, seq, unsent }
      : null;
  } catch {
    return null;
  }
}
