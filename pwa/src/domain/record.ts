/** What a record holds, by the names of its fields; the kinds say what each may be. */
export type Data = Readonly<Record<string, unknown>>;
export type Errors = Readonly<Record<string, readonly string[]>>;

/** Who did something, when by their device and how far its clock was off, and when the server had it. */
export interface Stamp {
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly offset_ms?: number;
  readonly received: string | null;
}

/** A record as the server last said it. Kinds and fields that this app does not know are kept as they came. */
export interface Row {
  readonly kind: string;
  readonly id: string;
  readonly client: string | null;
  readonly version: number;
  readonly data: Data;
  readonly deleted: boolean;
  readonly made: Stamp;
  readonly changed?: Stamp | null;
}

/** What one person did to one record: some fields, each with its old value. Never rewritten once saved. */
export interface Change {
  readonly id: string;
  readonly kind: string;
  readonly record: string;
  readonly client: string | null;
  readonly base: number;
  readonly at: string;
  readonly form: number;
  readonly offset_ms?: number;
  readonly set?: Data;
  readonly was?: Data;
  readonly delete?: true;
}

export type ReceiptStatus =
  | 'applied'
  | 'merged'
  | 'conflict'
  | 'held'
  | 'refused'
  | 'out_of_order'
  | 'parked';

/** The server's word on one change. `parked` is the phone's own word: the server could not answer for it. */
export interface Receipt {
  readonly id: string | null;
  readonly status: ReceiptStatus;
  readonly version?: number;
  readonly errors?: Errors;
  readonly fields?: readonly string[];
  readonly conflicts?: readonly string[];
  readonly index?: number;
}

/**
 * Where a change stands on its way: `received` is shown until its row has come back, so that nothing flickers;
 * `sent` is kept out of sight for a while, in case the server is set back to an earlier day.
 */
export type EntryState = 'waiting' | 'received' | 'held' | 'refused' | 'parked' | 'sent';

/** A change in the outbox. `order` is its number in this device's sequence. */
export interface Entry {
  readonly change: Change;
  readonly order: number;
  readonly state: EntryState;
  readonly receipt: Receipt | null;
}

/** What a person is told about a record. */
export type Standing = 'received' | 'on_phone' | 'needs_attention' | 'in_conflict' | 'held';

/** A record as a screen shows it: what the server said, with the outbox replayed on top. */
export interface Viewed<K> {
  readonly id: string;
  readonly kind: string;
  readonly client: string | null;
  readonly version: number;
  readonly data: K;
  readonly standing: Standing;
  readonly errors: Errors | null;
  readonly made: Stamp;
  readonly changed: Stamp | null;
  readonly waitingFields: readonly string[];
}
