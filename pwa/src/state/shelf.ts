import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { KINDS, type KindName } from '#domain/kinds';
import type { Data, Entry, Row, Viewed } from '#domain/record';
import { type Author, replay } from '#domain/replay';
import { type Changes, Drawer } from '#state/drawer';

type View = Viewed<Data>;

type Trace = Pick<View, 'client' | 'version'>;

/** What changed: rows that came, records that went, changes that are new or stand elsewhere, changes that left. */
export interface News {
  readonly rows?: readonly Row[];
  readonly gone?: readonly string[];
  readonly marked?: readonly Entry[];
  readonly left?: readonly string[];
}

/**
 * Everything that this phone holds for its person, in memory, as it is shown.
 *
 * A record's view is made anew only when its row or one of its changes did change, and the sorted lists only
 * when somebody looks at them: a slow phone with thousands of notes has to follow.
 */
export class Shelf {
  readonly #author: Author;
  readonly #rows = new Map<string, Row>();
  readonly #entries = new Map<string, Entry>();
  readonly #byRecord = new Map<string, Entry[]>();
  /** The record that each open conflict is about. */
  readonly #conflicts = new Map<string, string>();
  /** The held changes about which somebody has decided: these are no part of the record any more. */
  readonly #decided = new Set<unknown>();
  readonly #traces = new Map<string, Trace>();
  readonly #drawers: Record<KindName, Drawer>;
  readonly #outbox = signal<readonly Entry[]>([]);
  /** Every change that has not left this phone, in order. */
  readonly outbox: ReadonlySignal<readonly Entry[]> = this.#outbox;

  constructor(author: Author) {
    this.#author = author;
    const names = Object.keys(KINDS) as KindName[];
    this.#drawers = Object.fromEntries(names.map((name) => [name, new Drawer(name)])) as Record<
      KindName,
      Drawer
    >;
  }

  /** Every record of a kind, sorted as its screens show it. */
  list(kind: KindName): View[] {
    return this.#drawers[kind].list.value;
  }

  /** The records of a kind that are about one client, in the same order. */
  about(kind: KindName, client: string): View[] {
    return this.#drawers[kind].byClient.value.get(client) ?? [];
  }

  /** One record as it is shown. */
  view(kind: KindName, id: string): View | undefined {
    return this.#drawers[kind].get(id);
  }

  /** Tells of every record of a kind, and from then on of those that change. */
  follow(kind: KindName): Changes {
    return this.#drawers[kind].follow();
  }

  /**
   * What a record that is no longer shown was about, and the version that was: a form that was open when it
   * went can still be saved, and the server will have it held for a person.
   */
  trace(id: string): Trace | undefined {
    return this.#traces.get(id);
  }

  /** What the server last said of a record. */
  row(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** This phone's own changes to a record, in order. */
  entriesOf(record: string): readonly Entry[] {
    return this.#byRecord.get(record) ?? [];
  }

  /** Starts over with what the disk holds. */
  load(rows: readonly Row[], entries: readonly Entry[]): void {
    this.take({ gone: [...this.#rows.keys()], left: [...this.#entries.keys()], rows, marked: entries });
  }

  /** Takes in what changed; `gone` and `left` first. */
  take({ rows = [], gone = [], marked = [], left = [] }: News): void {
    const changed = new Set<string>(gone);
    const decided = this.#decide(rows, gone);
    for (const id of gone) this.#rows.delete(id);
    for (const row of rows) this.#rows.set(row.id, row);
    for (const row of rows) changed.add(row.id);
    for (const id of this.#sort(marked, left, decided)) changed.add(id);
    batch(() => {
      // A conflict is marked on the record that it is about, so conflicts come first.
      const others = [...changed].filter((id) => !this.#isConflict(id));
      const marks = [...changed]
        .filter((id) => this.#isConflict(id))
        .flatMap((id) => this.#redrawConflict(id));
      for (const id of new Set([...others, ...marks])) this.#redraw(id);
      if (marked.length + left.length > 0) {
        this.#outbox.value = [...this.#entries.values()].sort((one, other) => one.order - other.order);
      }
    });
  }

  /** Follows the decisions that came and went; gives the changes that they are about. */
  #decide(rows: readonly Row[], gone: readonly string[]): unknown[] {
    const lost = gone.flatMap((id) => this.#rows.get(id) ?? []).filter(isDecision);
    const found = rows.filter(isDecision);
    for (const { data } of lost) this.#decided.delete(data.change);
    for (const { data } of found) this.#decided.add(data.change);
    return [...lost, ...found].map(({ data }) => data.change);
  }

  #sort(marked: readonly Entry[], left: readonly string[], decided: readonly unknown[]): Set<string> {
    const touched = new Set<string>();
    for (const id of decided) touched.add(this.#entries.get(String(id))?.change.record ?? '');
    for (const id of left) {
      const record = this.#entries.get(id)?.change.record;
      if (record !== undefined) touched.add(record);
      this.#entries.delete(id);
    }
    for (const entry of marked) {
      this.#entries.set(entry.change.id, entry);
      touched.add(entry.change.record);
    }
    for (const record of touched) this.#byRecord.delete(record);
    for (const entry of this.#entries.values()) {
      const { record } = entry.change;
      if (!touched.has(record) || (entry.state === 'held' && this.#decided.has(entry.change.id))) continue;
      this.#byRecord.set(record, [...(this.#byRecord.get(record) ?? []), entry]);
    }
    for (const record of touched) this.#byRecord.get(record)?.sort((one, other) => one.order - other.order);
    return touched;
  }

  #redraw(id: string): View | null {
    const row = this.#rows.get(id);
    const entries = this.entriesOf(id);
    const kind = this.#kindOf(id);
    const view = replay(row, entries, this.#author, [...this.#conflicts.values()].includes(id));
    for (const [name, drawer] of Object.entries(this.#drawers)) {
      const before = drawer.peek(id);
      if (view !== null && name === kind) drawer.put(id, view);
      else if (before !== undefined) {
        drawer.put(id, null);
        this.#traces.set(id, { client: before.client, version: before.version });
      }
    }
    return view;
  }

  #isConflict(id: string): boolean {
    return this.#conflicts.has(id) || this.#kindOf(id) === 'conflict';
  }

  #kindOf(id: string): string | undefined {
    return this.#rows.get(id)?.kind ?? this.#byRecord.get(id)?.[0]?.change.kind;
  }

  #redrawConflict(id: string): string[] {
    const before = this.#conflicts.get(id);
    const view = this.#redraw(id);
    const record = view?.data.of_record;
    if (typeof record === 'string' && (view?.data.choice ?? null) === null) this.#conflicts.set(id, record);
    else this.#conflicts.delete(id);
    const after = this.#conflicts.get(id);
    return [before, after].filter((one) => one !== undefined && before !== after) as string[];
  }
}

function isDecision(row: Row): boolean {
  return row.kind === 'decision' && !row.deleted;
}
