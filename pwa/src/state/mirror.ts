import type { News, Shelf } from '#state/shelf';
import { readBase, readRows } from '#storage/base';
import type { Database } from '#storage/database';
import type { Meta } from '#storage/meta';
import { readStanding } from '#storage/outbox';
import type { Place } from '#sync/desk';

/** Keeps the shelf in memory the same as the disk, to which this tab and others write. */
export class Mirror {
  readonly #db: Database;
  readonly #shelf: Shelf;
  /** Rises with each piece of this tab's own news, and with each look at the disk. */
  #heard = 0;
  #cursor: string | null = null;

  constructor(db: Database, shelf: Shelf) {
    this.#db = db;
    this.#shelf = shelf;
  }

  /**
   * Takes in what this tab has just committed; `place` says how far the feed was read with it, and before. Where that
   * was farther than what is shown here, another tab has read on: the cursor stays, and the next look is a whole one.
   */
  take(news: News, place?: Pick<Place, 'asked' | 'cursor'>): void {
    this.#heard += 1;
    if (place?.asked === this.#cursor) this.#cursor = place.cursor;
    this.#shelf.take(news);
  }

  /**
   * Looks at the disk: at the outbox, and at the records that another tab has named or, where the feed has
   * been read on without a word, at all of them. Null where the database is not the one that was `born` under this
   * id: it was emptied, and what is known here is more than what is there.
   */
  async reread(born: string | null, ids: readonly string[] = []): Promise<Meta | null> {
    for (;;) {
      const before = this.#heard;
      const known = this.#shelf.outbox.value.map((entry) => entry.change.id);
      const { meta, entries } = await readStanding(this.#db);
      if (meta.device === null || meta.born !== born) return null;
      const whole = meta.cursor !== this.#cursor && ids.length === 0;
      const rows = whole ? await readBase(this.#db) : await readRows(this.#db, ids);
      // Something was committed or looked at meanwhile: what was read may be older than what is known.
      if (before !== this.#heard) continue;
      this.#heard += 1;
      const there = new Set(entries.map((entry) => entry.change.id));
      const left = known.filter((id) => !there.has(id));
      const found = new Set(rows.map((row) => row.id));
      if (whole) this.#shelf.load(rows, entries);
      else this.#shelf.take({ rows, gone: ids.filter((id) => !found.has(id)), marked: entries, left });
      this.#cursor = meta.cursor;
      return meta;
    }
  }
}
