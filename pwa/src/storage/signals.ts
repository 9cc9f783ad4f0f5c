import { LONGEST_REQUEST_MS } from '#domain/clock';
import type { Known, Measured, Sent, Signal, SignalReceipt, Taken, Watch } from '#domain/signal';
import type { Database, Writing } from '#storage/database';
import type { Sealed } from '#storage/schema';
import { openAll, seal } from '#storage/seal';
import type { SignalNumbers } from '#storage/signal-numbers';

type Contents = Omit<Sent, 'seq'>;

/** What the server said in one answer: its words on signals, its clock, and where asked all of the watch. */
export interface Heard {
  readonly receipts: readonly SignalReceipt[];
  readonly now: string;
  readonly measured: Measured;
  readonly watch?: Watch;
}

/** Everything about one person's watch that is on this phone. */
export async function readKnown(db: Database): Promise<Known> {
  const { rows, watch, measured, taken } = await db.read(['signals', 'watch'], async (tx) => ({
    rows: await tx.objectStore('signals').getAll(),
    watch: await tx.objectStore('watch').get('watch'),
    measured: await tx.objectStore('watch').get('measured'),
    taken: await tx.objectStore('watch').get('taken'),
  }));
  const sent = await opened(rows.sort((one, other) => one.order - other.order));
  return {
    sent,
    watch: (watch as Watch) ?? null,
    measured: (measured as Measured) ?? null,
    taken: (taken as Taken) ?? null,
  };
}

/**
 * Keeps a signal with the next number of this device's own sequence, or with the `own` one that it was given before;
 * resolves once it is on the disk.
 */
export async function keepSignal(
  db: Database,
  numbers: SignalNumbers,
  signal: Signal,
  own?: number,
): Promise<Sent> {
  const bytes = await seal({ signal, receipt: null, heard: null } satisfies Contents);
  return db.write(['signals', 'watch'], 'strict', async (tx) => {
    const store = tx.objectStore('signals');
    const last = Number((await tx.objectStore('watch').get('seq')) ?? 0);
    // Found already: this is the second attempt of work whose connection was lost after it was committed.
    const seq = (await store.get(signal.id))?.order ?? own ?? numbers.next(last);
    await tx.objectStore('watch').put(Math.max(seq, last), 'seq');
    await store.put({ id: signal.id, state: 'waiting', order: seq, bytes });
    return { signal, seq, receipt: null, heard: null };
  });
}

/** Keeps what the server has said. Nothing but its receipt takes a signal out of the queue. */
export async function keepHeard(db: Database, sent: readonly Sent[], heard: Heard): Promise<void> {
  const done = sent.flatMap((one): Sent[] => {
    const receipt = heard.receipts.find(({ id }) => id === one.signal.id);
    return receipt === undefined ? [] : [{ ...one, receipt, heard: heard.now }];
  });
  const rows = await Promise.all(done.map(sealed));
  await db.write(['signals', 'watch'], 'strict', async (tx) => {
    for (const row of rows) await tx.objectStore('signals').put(row);
    await tx.objectStore('watch').put(heard.measured, 'measured');
    if (heard.watch) await keepNewest(tx, heard.watch);
  });
}

/** Takes back what the server had said of these: they wait to be sent again, under the same ids and numbers. */
export async function sendAgain(db: Database, sent: readonly Sent[]): Promise<void> {
  const rows = await Promise.all(
    sent.map(async ({ signal, seq }): Promise<Sealed> => {
      const bytes = await seal({ signal, receipt: null, heard: null } satisfies Contents);
      return { id: signal.id, state: 'waiting', order: seq, bytes };
    }),
  );
  await db.write(['signals'], 'strict', async (tx) => {
    for (const row of rows) await tx.objectStore('signals').put(row);
  });
}

/** Lets go of signals that had their receipt before this time of the server's. */
export async function pruneSignals(db: Database, known: Known, before: number): Promise<void> {
  const old = known.sent.filter(({ heard }) => heard !== null && Date.parse(heard) < before);
  if (old.length === 0) return;
  await db.write(['signals'], 'relaxed', async (tx) => {
    for (const { signal } of old) await tx.objectStore('signals').delete(signal.id);
  });
}

/**
 * Two tabs may ask at once: the later answer stays. Nothing overtakes another by more than a request can take: what is
 * later than that was said by a server whose clock has been set right since.
 */
async function keepNewest(tx: Writing, watch: Watch): Promise<void> {
  const before = (await tx.objectStore('watch').get('watch')) as Watch | undefined;
  const ahead = before === undefined ? 0 : Date.parse(before.now) - Date.parse(watch.now);
  if (ahead > 0 && ahead < LONGEST_REQUEST_MS) return;
  await tx.objectStore('watch').put(watch, 'watch');
  const { alert } = watch;
  if (alert?.owner)
    await tx.objectStore('watch').put({ alert: alert.id, by: alert.owner } satisfies Taken, 'taken');
}

async function sealed({ seq, ...contents }: Sent): Promise<Sealed> {
  return { id: contents.signal.id, state: 'sent', order: seq, bytes: await seal(contents) };
}

async function opened(rows: readonly Sealed[]): Promise<Sent[]> {
  const contents = await openAll<Contents>(rows.map((row) => row.bytes));
  return contents.map((content, i) => ({ ...content, seq: rows[i]?.order ?? 0 }));
}
