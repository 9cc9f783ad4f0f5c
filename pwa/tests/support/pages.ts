import type { Change, Row } from '#domain/record';
import type { Page } from '#storage/page';

/* What a phone says and hears in tests of its disk, each with what the test does not care about filled in. */

const made = { by: 'ann', name: 'Ann', at: '2026-11-20T09:00:00.000Z', received: null };

/** A note as the server has it. */
export const row = (id: string, version = 1, client = 'jean'): Row => ({
  kind: 'note',
  id,
  client,
  version,
  data: { text: `Note ${id}, version ${version}.` },
  deleted: false,
  made,
});

/** A change that makes a note. */
export const change = (id: string, record = id, client = 'jean'): Change => ({
  id,
  kind: 'note',
  record,
  client,
  base: 0,
  at: '2026-11-23T10:00:00.000Z',
  form: 1,
  set: { text: `Typed ${id}.` },
});

/** An answer of the server's. */
export const page = (more: Partial<Page>): Page => ({
  asked: null,
  sent: [],
  receipts: [],
  records: [],
  forget: [],
  cursor: '1',
  more: false,
  now: '2026-11-23T10:00:00.000Z',
  offset: 0,
  unsent: 0,
  confirmed: [],
  toldNames: [],
  toldLoss: false,
  ...more,
});
