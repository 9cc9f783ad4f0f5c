import { type ReadonlySignal, signal } from '@preact/signals';
import type { Seen } from '#domain/seen';
import { fetchSeen } from '#remote/audit';
import { type Done, doneOf } from '#state/alerts';
import { desk } from '#state/making';

/** The part of the audit log about one client or one person that was asked for. Kept by its page only. */
export class SeenLog {
  readonly #about: 'clients' | 'people';
  readonly #id: string;
  readonly #entries = signal<readonly Seen[] | null>(null);
  readonly #next = signal<string | null>(null);
  /** The newest first; null before the first answer. */
  readonly entries: ReadonlySignal<readonly Seen[] | null> = this.#entries;
  /** From where on older entries than these are asked for; null where there are none. */
  readonly more: ReadonlySignal<string | null> = this.#next;

  constructor(about: 'clients' | 'people', id: string) {
    this.#about = about;
    this.#id = id;
  }

  /** Asks for the next page, which the server logs too. */
  async ask(): Promise<Done> {
    const outcome = await fetchSeen(desk().outside, this.#about, this.#id, this.#next.value);
    if (outcome.is === 'ok') {
      this.#entries.value = [...(this.#entries.value ?? []), ...outcome.body.entries];
      this.#next.value = outcome.body.next;
    }
    return doneOf(outcome);
  }
}
