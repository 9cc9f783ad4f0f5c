import { signal } from '@preact/signals';

/**
 * The drafts that another window has saved or thrown away, by their keys.
 *
 * Only what it has named: that something is not on the disk proves nothing, for a browser can empty it.
 */
export class Elsewhere {
  readonly #named = new Set<string>();
  readonly #finished = signal<ReadonlySet<string>>(new Set());

  /** Whether that was so when the disk was last looked at, and nothing was typed here since. */
  has(key: string): boolean {
    return this.#finished.value.has(key);
  }

  /** Another window says that it has finished this; whether it is on the disk is still to be seen. */
  name(key: string): void {
    this.#named.add(key);
  }

  /** The disk was looked at: these were shown until then, and those are there. */
  look(shown: readonly { readonly key: string }[], there: ReadonlySet<string>): void {
    const gone = shown.map(({ key }) => key).filter((key) => this.#named.has(key));
    this.#finished.value = new Set([...this.#finished.peek(), ...gone].filter((key) => !there.has(key)));
    this.#named.clear();
  }

  /** Something is typed there again. */
  begin(key: string): void {
    const before = this.#finished.peek();
    if (before.has(key)) this.#finished.value = new Set([...before].filter((one) => one !== key));
  }
}
