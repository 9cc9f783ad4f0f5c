type SignalType =
  | 'start'
  | 'extend'
  | 'check_in'
  | 'finish'
  | 'cancel'
  | 'panic'
  | 'duress'
  | 'position'
  | 'note';

/** Where the phone was, as exactly as it knew. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy_m: number;
}

/** What somebody says of their visit, or of themselves; the phone adds when, and in what order. */
export interface Said {
  readonly type: SignalType;
  readonly visit: string | null;
  /** The length of a visit with `start`, what is added to it with `extend`. */
  readonly minutes?: number;
  /** The digits, sealed for the server together with the signal's id. */
  readonly pin?: string;
  readonly position?: Position;
  readonly battery?: number;
  readonly text?: string;
  readonly client?: string;
  readonly place?: string;
  /** Who is along. */
  readonly with?: string;
  /** When the risk brief was opened. */
  readonly briefed_at?: string;
  readonly flagged?: boolean;
}

/** Small, immutable, kept until the server's receipt. */
export interface Signal extends Said {
  readonly id: string;
  /** By this device's clock. */
  readonly at: string;
  readonly offset_ms?: number;
  /** How old the measured offset was. */
  readonly offset_age_s?: number;
}

/** How a visit stands, by the server. */
export interface VisitWord {
  readonly id: string;
  readonly state: 'planned' | 'no_contact' | 'armed' | 'due_soon' | 'grace' | 'overdue' | 'ended';
  readonly due: string | null;
  readonly alert_at: string | null;
  readonly last_heard?: string | null;
  readonly ended?: string | null;
  readonly ending?: string | null;
  /** Whether there was ever a red alert about it while it went on. */
  readonly alerted?: boolean;
}

/** Somebody on duty, and over what they can be reached. */
export interface Watcher {
  readonly name: string;
  readonly channels: readonly string[];
}

/** The server's word on one signal. */
export interface SignalReceipt {
  readonly id: string;
  readonly status: 'received' | 'pin_needed' | 'pin_wrong' | 'too_long' | 'refused';
  readonly visit?: VisitWord | null;
  readonly watching?: readonly Watcher[];
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

/** A signal on this phone. `heard` is when the server answered, by the server's clock. */
export interface Sent {
  readonly signal: Signal;
  readonly seq: number;
  readonly receipt: SignalReceipt | null;
  readonly heard: string | null;
}

/** What the server says of the watch over one worker, word for word as it travels. */
export interface Watch {
  readonly now: string;
  /** The name of the server's database, until that is restored from a backup. */
  readonly epoch?: string;
  readonly engine: { readonly ok: boolean; readonly heartbeat_age_s: number | null };
  readonly watching: readonly Watcher[];
  readonly monitor: {
    readonly phone?: string | null;
    readonly sms?: string | null;
    readonly name?: string | null;
  };
  readonly policy: {
    readonly grace_s: number;
    readonly flagged_grace_s: number;
    readonly warnings_s?: readonly number[];
    readonly extend_most_min: number;
  };
  readonly pin: { readonly set: boolean; readonly key: JsonWebKey | null };
  readonly visits: readonly VisitWord[];
  readonly alert: AlertWord | null;
}

export interface AlertWord {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly opened: string;
  readonly told_at: string | null;
  /** Whether nobody could be told: nothing went out, nothing is being tried, and no board is open. */
  readonly nobody_told: boolean;
  readonly owner: string | null;
}

/** Who was last said to look after an alert. */
export interface Taken {
  readonly alert: string;
  readonly by: string;
}

/** How far the server's clock was ahead, and when that was measured, by the device's clock in milliseconds. */
export interface Measured {
  readonly offset: number;
  readonly at: number;
}

/** All that this phone knows of one person's watch. */
export interface Known {
  /** In the order of their making. */
  readonly sent: readonly Sent[];
  readonly watch: Watch | null;
  readonly measured: Measured | null;
  readonly taken?: Taken | null;
}

export const NOTHING_KNOWN: Known = { sent: [], watch: null, measured: null };

const HOUR_MS = 3_600_000;
const OFFSET_COUNTS_MS = 24 * HOUR_MS;

/** Makes a signal of what was said; the offset goes along while it is young enough to mean something. */
export function signalOf(said: Said, id: string, now: number, measured: Measured | null): Signal {
  const at = new Date(now).toISOString();
  const age = measured === null ? -1 : now - measured.at;
  if (measured === null || age < 0 || age > OFFSET_COUNTS_MS) return { ...said, id, at };
  return { ...said, id, at, offset_ms: measured.offset, offset_age_s: Math.round(age / 1000) };
}

/** Whether a signal still waits for the server's receipt. */
export function isWaiting(sent: Sent): boolean {
  return sent.receipt === null;
}

/** Counts what somebody pressed and the server has not. Where the phone was is nothing that anybody pressed, or misses. */
export function countUnheard(sent: readonly Sent[]): number {
  return sent.filter((one) => isWaiting(one) && one.signal.type !== 'position').length;
}

/** A signal as it travels. */
export function wireOf({ signal, seq }: Sent): object {
  const { visit, ...rest } = signal;
  return { ...rest, seq, ...(visit === null ? {} : { visit }) };
}
