/** Something that is due at a moment. */
interface Event {
  readonly due: number;
  readonly run: () => void;
}

const later = globalThis.setImmediate;
const tasks: (() => void)[] = [];

/**
 * Takes the machine's own queue of tasks away from it: from here on, what the fake disk puts off is run by
 * `settle`, one thing at a time.
 */
export function takeOver(): void {
  globalThis.setImmediate = ((run: () => void) => tasks.push(run)) as unknown as typeof setImmediate;
}

/** The virtual clock of one world, and what is going to happen in it. */
export class Timeline {
  now: number;
  /** Runs between any two tasks: here somebody may type in the middle of things. */
  meanwhile: () => void = () => {};
  #events: Event[] = [];

  constructor(now: number) {
    this.now = now;
  }

  /** Runs later; the answer cancels it. */
  after(ms: number, run: () => void): () => void {
    const event = { due: this.now + Math.max(0, ms), run };
    const place = this.#events.findLastIndex((other) => other.due <= event.due) + 1;
    this.#events.splice(place, 0, event);
    return () => {
      this.#events = this.#events.filter((other) => other !== event);
    };
  }

  /** Lets time pass until a moment, and everything happen that is due by then. */
  async passUntil(moment: number): Promise<void> {
    await this.settle();
    for (let next = this.#events[0]; next !== undefined && next.due <= moment; next = this.#events[0]) {
      this.#events.shift();
      this.now = Math.max(this.now, next.due);
      next.run();
      await this.settle();
    }
    this.now = Math.max(this.now, moment);
  }

  /** Lets everything run that needs no time. */
  async settle(): Promise<void> {
    await turn();
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      task();
      await turn();
      this.meanwhile();
    }
  }

  /** Lets what has begun come to its end, and nothing begin any more. */
  async end(): Promise<void> {
    this.meanwhile = () => {};
    this.after = () => () => {};
    this.#events = [];
    await this.settle();
  }
}

/** Lets all promises go as far as they can. */
function turn(): Promise<void> {
  return new Promise((resolve) => later(resolve));
}
