/** A tab that the browser may freeze: what would run in it then waits, in its order, until it is looked at again. */
export class Freeze {
  #frozen = false;
  #waiting: (() => void)[] = [];

  get frozen(): boolean {
    return this.#frozen;
  }

  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    for (const run of this.#waiting.splice(0)) run();
  }

  /** Runs now, or once the tab is no longer frozen. */
  pass(run: () => void): void {
    if (this.#frozen) this.#waiting.push(run);
    else run();
  }
}
