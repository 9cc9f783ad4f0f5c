import type { Channel, Locks, Moment } from '#domain/outside';

/** What the tabs of one browser share beside the disk: locks, channels, and that the network comes back. */
export class Tabs implements Locks {
  readonly #held = new Map<string, { lose: (error: unknown) => void }>();
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #ears = new Set<{ name: string; hear: (message: unknown) => void }>();
  readonly #moments = new Set<{ moment: Moment; run: () => void }>();

  async request<T>(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<T>,
  ): Promise<T> {
    if (options.steal) this.#held.get(name)?.lose(new DOMException('Stolen.', 'AbortError'));
    else if (this.#held.has(name)) await this.#turn(name, options.signal);
    return this.#hold(name, run);
  }

  /** A channel of one tab: heard by the others, a little later. */
  channel(name: string): Channel {
    const own = new Set<{ name: string; hear: (message: unknown) => void }>();
    return {
      post: (message) => {
        const others = [...this.#ears].filter((ear) => ear.name === name && !own.has(ear));
        for (const ear of others)
          setImmediate(() => this.#ears.has(ear) && ear.hear(structuredClone(message)));
      },
      listen: (hear) => {
        const ear = { name, hear };
        own.add(ear);
        this.#ears.add(ear);
      },
      close: () => {
        for (const ear of own) this.#ears.delete(ear);
      },
    };
  }

  on(moment: Moment, run: () => void): () => void {
    const one = { moment, run };
    this.#moments.add(one);
    return () => this.#moments.delete(one);
  }

  happen(moment: Moment): void {
    for (const one of [...this.#moments]) if (one.moment === moment) one.run();
  }

  #turn(name: string, signal?: AbortSignal): Promise<void> {
    const queue = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, queue);
    return new Promise((resolve, reject) => {
      queue.push(resolve);
      signal?.addEventListener('abort', () => {
        if (!queue.includes(resolve)) return;
        queue.splice(queue.indexOf(resolve), 1);
        reject(new DOMException('Given up.', 'AbortError'));
      });
    });
  }

  #hold<T>(name: string, run: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const me = { lose: reject };
      this.#held.set(name, me);
      const release = () => {
        if (this.#held.get(name) !== me) return;
        const next = this.#waiting.get(name)?.shift();
        // It stays taken until the next one has it, so that nobody slips in between.
        if (next === undefined) this.#held.delete(name);
        else next();
      };
      void run().then(resolve, reject).finally(release);
    });
  }
}
