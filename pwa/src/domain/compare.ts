/** A record that somebody holds, at which version, and when the server received what made that version. */
export type Holding = readonly [record: string, version: number, received: string];

/** A set of records in short: how many, and all their marks joined, in hex. */
export interface Summary {
  readonly count: number;
  readonly hash: string;
}

type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

const WIDTH = 8;
const writer = new TextEncoder();

/**
 * Gives the count and the hash of a set of records, in whatever order: the first 8 bytes of SHA-256 over
 * `id version received` of each, joined by XOR. The same as the server's (sync/vectors/compare.json).
 */
export async function summarise(digest: Digest, held: readonly Holding[]): Promise<Summary> {
  const marks = await Promise.all(held.map((holding) => digest(writer.encode(holding.join(' ')))));
  const joined = Array.from({ length: WIDTH }, (_, i) =>
    marks.reduce((all, mark) => all ^ (mark[i] ?? 0), 0),
  );
  return { count: held.length, hash: joined.map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}
