import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { KindName } from '#domain/kinds';
import type { Data, Viewed } from '#domain/record';
import { orderOf } from '#state/orders';

type View = Viewed<Data>;

/** So many of the views have to be new before sorting all of them costs less than putting each in its place. */
const MANY = 1 / 16;

/**
 * The views of one kind. One that changes costs the same however many there are: the list is not sorted anew, and
 * who follows is told of that one.
 */
export class Drawer {
  readonly #views = new Map<string, View>();
  readonly #order: ReturnType<typeof orderOf>;
  /** Rises with each change to the views. */
  readonly #touched: Signal<number> = signal(0);
  readonly #followers: Changes[] = [];
  readonly #fresh = new Set<string>();
  #sorted: View[] = [];
  /** Sorted as the screens of the kind show them. */
  readonly list: ReadonlySignal<View[]> = computed(() => this.#sort());
  readonly byClient: ReadonlySignal<Map<string, View[]>> = computed(() => groupByClient(this.list.value));

  constructor(kind: KindName) {
    this.#order = orderOf(kind);
  }

  /** One view; whoever asks while drawing is drawn again when any of the kind changes. */
  get(id: string): View | undefined {
    void this.#touched.value;
    return this.#views.get(id);
  }

  /** One view as it stands. */
  peek(id: string): View | undefined {
    return this.#views.get(id);
  }

  /** Puts a view in the place of what there was; null takes it out. */
  put(id: string, view: View | null): void {
    const before = this.#views.get(id);
    if (view === null) this.#views.delete(id);
    else this.#views.set(id, view);
    this.#fresh.add(id);
    for (const one of this.#followers) one.note(id, before);
    this.#touched.value += 1;
  }

  /** Tells of everything that is here, and from then on of what changes. */
  follow(): Changes {
    const changes = new Changes(this.#touched, [...this.#views.keys()]);
    this.#followers.push(changes);
    return changes;
  }

  #sort(): View[] {
    void this.#touched.value;
    const fresh = this.#fresh;
    if (fresh.size > this.#sorted.length * MANY) this.#sorted = [...this.#views.values()].sort(this.#order);
    else {
      const sorted = this.#sorted.filter(({ id }) => !fresh.has(id));
      for (const id of fresh) {
        const view = this.#views.get(id);
        if (view !== undefined) sorted.splice(this.#placeOf(view, sorted), 0, view);
      }
      this.#sorted = sorted;
    }
    fresh.clear();
    return this.#sorted;
  }

  #placeOf(view: View, sorted: readonly View[]): number {
    let [from, until] = [0, sorted.length];
    while (from < until) {
      const middle = (from + until) >> 1;
      if (this.#order(sorted[middle] as View, view) < 0) from = middle + 1;
      else until = middle;
    }
    return from;
  }
}

/** What has changed in a drawer since this was last asked: by id, the view that was there before. */
export class Changes {
  readonly #touched: ReadonlySignal<number>;
  #before: Map<string, View | undefined>;

  constructor(touched: ReadonlySignal<number>, ids: readonly string[]) {
    this.#touched = touched;
    this.#before = new Map(ids.map((id) => [id, undefined]));
  }

  /** Remembers how a view stood before it changed first. */
  note(id: string, before: View | undefined): void {
    if (!this.#before.has(id)) this.#before.set(id, before);
  }

  /** Gives what has changed, and begins anew. */
  take(): ReadonlyMap<string, View | undefined> {
    void this.#touched.value;
    const found = this.#before;
    this.#before = new Map();
    return found;
  }
}

function groupByClient(views: readonly View[]): Map<string, View[]> {
  const groups = new Map<string, View[]>();
  for (const view of views) {
    const group = groups.get(view.client ?? '');
    if (group === undefined) groups.set(view.client ?? '', [view]);
    else group.push(view);
  }
  return groups;
}
