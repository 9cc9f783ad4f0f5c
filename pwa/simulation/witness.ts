import { same } from '#domain/canonical';
import type { Change, Entry, Receipt } from '#domain/record';
import { databaseOf } from '#storage/people';
import type { Device } from './device';
import type { Commit, Write } from './disk';
import type { Everything, Said, Truth } from './server';

/** A promise of SYNC.md that was broken, by its number there. */
export interface Breach {
  readonly promise: number;
  readonly words: string;
}

/** A row of the outbox as it lies on the disk. */
export interface Kept {
  readonly change: Change;
  readonly receipt: Receipt | null;
  readonly state: string;
}

const TAKEN = ['applied', 'merged', 'conflict'];
const STATES: Record<string, readonly string[]> = {
  received: TAKEN,
  sent: [...TAKEN, 'held'],
  held: ['held'],
  refused: ['refused'],
};
const decoder = new TextDecoder();

/** Sees everything that happens in a world, and remembers what the promises are judged by. */
export class Witness {
  readonly breaches: Breach[] = [];
  /** Who typed a text, by its id: whether it was saved or not. */
  readonly typed = new Map<string, string>();
  /** Texts that a person was told are saved, and on which device. */
  readonly saved = new Map<string, Device>();
  /** What stood on the screen where a text was typed. */
  readonly shown = new Map<string, unknown>();
  /** Texts that may be gone: their writer changed them again before they were taken, or the phone was emptied. */
  readonly excused = new Set<string>();
  /** Texts that the server has lost, and only a phone can say again. */
  readonly lost = new Set<string>();
  /** Changes that were refused or parked at some time: these are their writer's to mend. */
  readonly #setAside = new Set<string>();
  /** Every change that ever lay in an outbox. */
  readonly changes = new Map<string, { change: Change; device: Device }>();
  /** Receipts that a device has heard, by change. */
  readonly #receipts = new Map<Device, Map<string, Receipt>>();
  /** What a person was to hold at the end of the feed, by the cursor that said so. */
  readonly #ends = new Map<string, Truth>();

  broken(promise: number, words: string): void {
    this.breaches.push({ promise, words });
  }

  /** The server has answered a request; whether the phone hears it is another matter. */
  answered(device: Device, said: Said): void {
    if (said.status >= 500) {
      this.broken(7, `The server fell over: ${said.status} ${said.body} Its log: ${said.complaint}`);
    }
    const body = bodyOf(said);
    if (body === null) return;
    for (const row of body.records) {
      const scope = row.kind === 'held' || row.kind === 'decision' ? row.id : row.client;
      const may = said.truth.scopes[scope ?? ''] === 'held';
      const tray = row.kind === 'held' && device.person.role !== 'supervisor';
      if (!may || tray) this.broken(5, `${device.label} was sent ${row.kind} ${row.id} of somebody else's.`);
    }
    if (body.compare || body.cursor === undefined) return;
    // A page may end where the feed once ended, and what has changed since is on the next one.
    const end = `${device.label} ${body.cursor}`;
    if (body.more) this.#ends.delete(end);
    else this.#ends.set(end, said.truth);
  }

  /** An answer has reached a phone. */
  heard(device: Device, said: Said): void {
    const heard = this.#receipts.get(device) ?? new Map<string, Receipt>();
    this.#receipts.set(device, heard);
    for (const receipt of bodyOf(said)?.receipts ?? [])
      if (receipt.id !== null) heard.set(receipt.id, receipt);
  }

  /** A phone has committed something to its disk. */
  committed(device: Device, commit: Commit): void {
    const cursor = commit.writes.find(({ store, key }) => store === 'meta' && key === 'cursor');
    const outbox = commit.writes.filter(({ store }) => store === 'outbox');
    // What comes back from the second copy was looked at when it was written.
    const written = outbox.filter(({ key }) => !this.changes.has(key));
    for (const write of outbox) this.#kept(device, write, cursor !== undefined);
    // Whoever mends what was refused sends it with what the server has in its place.
    if (outbox.every(({ value }) => value !== undefined)) for (const write of written) this.#checkSeen(write);
    // A comparison leaves the cursor behind what it has put there; only a page of the feed says how far that is.
    const page =
      commit.writes.length === 1 ||
      commit.writes.some(({ store, key }) => store === 'meta' && key === 'heard');
    // Where the cursor stays, only receipts were kept of an answer, and what is to be forgotten.
    const moved = cursor?.value !== cursor?.before;
    if (typeof cursor?.value === 'string' && page && moved) this.#arrived(device, cursor.value);
  }

  /** Somebody was told that these texts are saved: then they lie where no loss of power reaches them. */
  said(device: Device, texts: readonly string[]): void {
    const { disk, database } = device;
    const safe = new Set(textsIn([...disk.durable(database, 'outbox').values()].map(keptIn)));
    const here = new Set(textsIn(this.outboxOf(device)));
    for (const text of texts) {
      this.saved.set(text, device);
      if (here.has(text) && !safe.has(text))
        this.broken(8, `${device.label} said that ${text} is saved before it was on the disk.`);
    }
  }

  /** Whatever lies unsent on a device that is about to be emptied may be lost with it. */
  excuse(device: Device): void {
    for (const value of device.disk.rows(device.database, 'outbox').values()) {
      for (const text of textsIn(keptIn(value).change)) this.excused.add(text);
    }
  }

  /** One device is set up from a copy of another, and has heard what that has heard. */
  copied(from: Device, to: Device): void {
    this.#receipts.set(to, new Map(this.#receipts.get(from)));
  }

  /** The database was set back: what it has lost may be gone where no phone has it any more. */
  setBack(before: Everything, after: Everything, devices: readonly Device[]): void {
    // Only who wrote a text can say it again: where it stands as the old value of another change, nobody will.
    const unsaid = devices.flatMap((device) => this.outboxOf(device)).map(({ change }) => change.set);
    const left = new Set(textsIn([after.change, unsaid]));
    const kept = new Set(textsIn(after.change));
    for (const text of textsIn(before.change)) {
      if (!left.has(text)) this.excused.add(text);
      if (!kept.has(text)) this.lost.add(text);
    }
    // Who was there before is told to compare, and keeps that cursor until they have.
    this.#ends.clear();
  }

  /** What lies in the outbox of a device. */
  outboxOf(device: Device): Kept[] {
    return [...device.disk.rows(device.database, 'outbox').values()].map(keptIn);
  }

  /** What a device holds of what the server said, by id. */
  baseOf(device: Device): Map<string, Held> {
    const rows = device.disk.rows(databaseOf(device.person), 'base');
    return new Map([...rows].map(([id, row]) => [id, heldIn(row)]));
  }

  #kept(device: Device, write: Write, page: boolean): void {
    const receipt = this.#receipts.get(device)?.get(write.key);
    if (write.value === undefined) {
      if (write.before !== undefined) this.#left(device, keptIn(write.before), receipt, page);
      return;
    }
    const kept = keptIn(write.value);
    if (kept.state === 'refused' || kept.state === 'parked') this.#setAside.add(kept.change.id);
    if (!this.changes.has(write.key)) this.changes.set(write.key, { change: kept.change, device });
    const wanted = STATES[kept.state];
    if (wanted !== undefined && !wanted.includes(receipt?.status ?? ''))
      this.broken(8, `${device.label} calls ${describe(kept.change)} ${kept.state} without a receipt.`);
  }

  /**
   * Whoever mends a text of their own that was refused or parked has seen what stood there before it, and nothing
   * newer. This is looked at where the change that mends it comes back alone, from its second copy: the phone was
   * killed before it had put the one in the place of the other.
   */
  #saw(record: string, field: string, text: string, was: unknown): boolean {
    const shown = this.shown.get(text);
    const isMended = ({ id, record: about, set = {}, was: before }: Change) =>
      about === record &&
      this.#setAside.has(id) &&
      set[field] !== undefined &&
      same(set[field], shown) &&
      same(was, before?.[field] ?? null);
    return same(was, shown) || [...this.changes.values()].some(({ change }) => isMended(change));
  }

  /** The old value of a field is the one that its writer had on the screen. */
  #checkSeen({ key, value, before }: Write): void {
    if (before !== undefined) return;
    const { record, set = {}, was } = keptIn(value).change;
    for (const [field, typed] of Object.entries(set))
      for (const text of textsIn(typed)) {
        if (was !== undefined && this.shown.has(text) && !this.#saw(record, field, text, was[field] ?? null))
          this.broken(2, `${key} says that ${field} was what its writer did not see.`);
      }
  }

  /** Only a receipt takes a change away; or its writer, who mends what was refused. */
  #left(device: Device, { change }: Kept, receipt: Receipt | undefined, page: boolean): void {
    // The client was handed over before the phone could say it again: nothing of them may stay, not even this.
    for (const text of textsIn(change)) if (this.lost.has(text)) this.excused.add(text);
    // It may have been put back into the queue in the moment in which its writer mends it.
    const mended = !page && this.#setAside.has(change.id);
    if (mended) for (const text of textsIn(change)) this.excused.add(text);
    else if (receipt === undefined || ![...TAKEN, 'held'].includes(receipt.status))
      this.broken(1, `${device.label} dropped ${describe(change)}, receipt: ${receipt?.status ?? 'none'}.`);
  }

  /** A phone says that it has read so far: then it must hold what there was so far. */
  #arrived(device: Device, cursor: string): void {
    const truth = this.#ends.get(`${device.label} ${cursor}`);
    if (truth === undefined) return;
    const held = this.baseOf(device);
    const may = new Map(
      truth.records.map(([id, scope, , version, deleted]) => [id, { scope, version, deleted }]),
    );
    for (const [id, { version, kind, deleted }] of held) {
      const own = may.get(id);
      // That something was deleted is all that is left of it; a restored server may not know even that.
      if (own === undefined && deleted) continue;
      if (own === undefined) this.broken(5, `${device.label} holds ${kind} ${id}, which it may not.`);
      else if (own.version !== version && truth.scopes[own.scope] === 'held')
        this.broken(6, `${device.label} holds ${kind} ${id} at ${version}, not ${own.version}.`);
    }
    for (const [id, { scope, deleted }] of may) {
      if (!held.has(id) && !deleted && truth.scopes[scope] === 'held')
        this.broken(6, `${device.label} has read past ${id} and does not hold it.`);
    }
  }
}

/** A row of the base as it lies on the disk. */
export interface Held {
  readonly kind: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Body {
  readonly receipts?: readonly Receipt[];
  readonly records: readonly { id: string; kind: string; client: string | null }[];
  readonly cursor?: string;
  readonly more: boolean;
  readonly compare?: boolean;
}

/** Everything typed in this simulation carries a mark by which it is found again: «17». */
export function textsIn(thing: unknown): string[] {
  return JSON.stringify(thing).match(/«\d+»/g) ?? [];
}

export function describe({ kind, record, set }: Change): string {
  return `${kind} ${record} ${JSON.stringify(set ?? 'deleted').slice(0, 80)}`;
}

function keptIn(value: unknown): Kept {
  const { bytes, state } = value as { bytes: Uint8Array; state: Entry['state'] };
  const contents = JSON.parse(decoder.decode(bytes)) as Omit<Kept, 'state'>;
  return { ...contents, state };
}

function heldIn(value: unknown): Held {
  const { bytes } = value as { bytes: Uint8Array };
  return JSON.parse(decoder.decode(bytes)) as Held;
}

function bodyOf(said: Said): Body | null {
  if (said.status !== 200) return null;
  const body = JSON.parse(said.body) as Partial<Body>;
  return body.records === undefined ? null : (body as Body);
}
