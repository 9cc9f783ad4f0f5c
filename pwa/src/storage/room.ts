/** Under this name some bytes lie that mean nothing: their room is given up for text when there is no other. */
export const RESERVE = 'reserve';

/** Tells whether something could not be stored because there is no room. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Bytes that no disk can press together: a repeated pattern would keep no room back. */
export function fillerOf(bytes: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(bytes / 4));
  let word = 2463534242;
  for (let i = 0; i < words.length; i++) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    words[i] = word;
  }
  return new Uint8Array(words.buffer);
}
