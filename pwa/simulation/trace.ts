import { createHash } from 'node:crypto';

/** All that happens in a world, line by line; one hash says whether two runs were the same. */
export class Trace {
  readonly #hash = createHash('sha256');
  readonly #now: () => number;
  readonly #print: ((line: string) => void) | null;

  /** `print` gets each line, for a person to read. */
  constructor(now: () => number, print: ((line: string) => void) | null) {
    this.#now = now;
    this.#print = print;
  }

  say(...words: string[]): void {
    const line = `${new Date(this.#now()).toISOString().slice(5, 23)} ${words.join(' ')}`;
    this.#hash.update(line);
    this.#print?.(line);
  }

  digest(): string {
    return this.#hash.digest('hex').slice(0, 16);
  }
}
