import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A fault for the phone: in one file, these words in place of those. */
interface Fault {
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

/*
 * What was got wrong in the field, or could be here; put into the phone's code only where it is built for a
 * world. The simulation must notice every one. Faults for the server are in tests/simulation/planted.py.
 */
const FAULTS: Record<string, Fault> = {
  // "Saved" is said before the disk has it.
  relaxed_durability: {
    file: 'storage/outbox.ts',
    right: "db.write(['outbox', 'meta', 'drafts'], 'strict'",
    wrong: "db.write(['outbox', 'meta', 'drafts'], 'relaxed'",
  },
  // The cursor is stored first, the rows that it covers after it.
  cursor_apart_from_rows: {
    file: 'storage/page.ts',
    right:
      "return db.write(['base', 'outbox', 'meta'], durability, async (tx) => {\n    const meta = await readMeta(tx);\n    if (meta.cursor !== page.asked) return null;",
    wrong:
      "const meta = await db.write(['meta'], durability, async (tx) => {\n    const before = await readMeta(tx);\n    if (before.cursor !== page.asked) return null;\n    await putMeta(tx, { cursor: page.cursor });\n    return before;\n  });\n  if (meta === null) return null;\n  return db.write(['base', 'outbox', 'meta'], durability, async (tx) => {",
  },
  // Two tabs that ask at once both store their answers, whichever comes last.
  stale_page_stored: {
    file: 'storage/page.ts',
    right: 'if (meta.cursor !== page.asked) return null;',
    wrong: '',
  },
  // What somebody is writing to is not fetched.
  pull_skips_unsent: {
    file: 'storage/page.ts',
    right: "await Promise.all(rows.map((row) => tx.objectStore('base').put(row)));",
    wrong:
      "const mine = await openEntries(await findInState(tx, 'waiting'));\n    for (const row of rows) if (!mine.some(({ change }) => change.record === row.id)) await tx.objectStore('base').put(row);",
  },
  // The answer to one's own writing moves the cursor past what others have written.
  cursor_jumps_over_others: {
    file: 'storage/page.ts',
    right: "await Promise.all(rows.map((row) => tx.objectStore('base').put(row)));",
    wrong:
      "const own = new Set(page.sent.map(({ change }) => change.record));\n    for (const row of rows) if (own.size === 0 || own.has(row.id)) await tx.objectStore('base').put(row);",
  },
  // What the server refuses is thrown away.
  refusal_drops: {
    file: 'storage/page.ts',
    right: "if (state !== 'received') return entry;",
    wrong: "if (state !== 'received') return state === 'refused' ? null : entry;",
  },
  // Whatever was sent counts as received, whatever the answer says of it.
  receipt_believed: {
    file: 'storage/page.ts',
    right: 'return receipt && state ? [{ ...entry, state, receipt }] : [];',
    wrong: "return [{ ...entry, state: state ?? 'received', receipt: receipt ?? null }];",
  },
  // A client who is to be forgotten takes what is still unsent about them along.
  purge_before_drain: {
    file: 'storage/forgetting.ts',
    right: "for (const row of await tx.objectStore('base').getAll()) {",
    wrong:
      "for (const row of await tx.objectStore('outbox').getAll()) await tx.objectStore('outbox').delete(row.id);\n  for (const row of await tx.objectStore('base').getAll()) {",
  },
  // What may no longer be held stays.
  forget_ignored: {
    file: 'storage/forgetting.ts',
    right: 'if (scopes.size === 0) return gone;',
    wrong: 'if (scopes.size >= 0) return gone;',
  },
  // Of who is forgotten stays what others had written, beside what was typed here.
  others_words_stay: {
    file: 'storage/forgetting.ts',
    right: 'const { was: _, ...change } = entry.change;',
    wrong: 'const { change } = entry;',
  },
  // After a restore only what the server's count lacks is sent again.
  trusts_the_count: {
    file: 'sync/engine.ts',
    right: "if (answer.compare && (await sayAgain(desk.db, desk.outside.id()))) return 'again';",
    wrong: '',
  },
  // A build that the server no longer serves leaves out its records, and counts them as read.
  old_build_skips: {
    file: 'sync/store-answer.ts',
    right: 'const short: Page = { ...page, records: [], cursor: page.asked, more: true };',
    wrong: 'const short: Page = { ...page, records: [] };',
  },
  // The old value of a change is what the phone knows now, not what stood on the screen.
  guessed_forward: {
    file: 'state/actions.ts',
    right: 'const difference = differenceOf(kind, set, shown);',
    wrong: 'const difference = differenceOf(kind, set, (at.shelf.row(id)?.data ?? shown) as typeof shown);',
  },
};

/** Puts a fault into the phone's code. Fails where that no longer has the words that it replaces. */
export function planted(name: string): Plugin {
  const fault = FAULTS[name];
  if (fault === undefined)
    throw new Error(`There is no fault ${name}; there is ${Object.keys(FAULTS).join(', ')}.`);
  const path = join(import.meta.dirname, '..', 'src', fault.file);
  if (!readFileSync(path, 'utf8').includes(fault.right))
    throw new Error(`${fault.file} has changed: write the fault ${name} anew.`);
  return {
    name: 'doorstep:planted',
    enforce: 'pre',
    transform: (code, id) => (id === path ? code.replace(fault.right, () => fault.wrong) : null),
  };
}

/* Run by itself, it gives the names of the faults. */
if (import.meta.main) process.stdout.write(`${Object.keys(FAULTS).join('\n')}\n`);
