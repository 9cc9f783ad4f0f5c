import type { SignalReceipt, VisitWord, Watch, Watcher } from '#domain/signal';

export interface Heard {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly visit?: string;
  readonly minutes?: number;
  readonly pin?: string;
  readonly at: string;
  readonly offset_ms?: number;
  readonly offset_age_s?: number;
}

interface Asked {
  readonly device: string;
  readonly person: string;
  readonly signals: Heard[];
}

const MINUTE = 60_000;

/** The watch, as far as a phone can tell: the contract of SAFETY.md in small, for one worker. */
export class WatchServer {
  readonly asked: Asked[] = [];
  /** Every signal that was taken, once, in the order of its coming; by whom it was said. */
  readonly heard: (Heard & { by: string })[] = [];
  watching: Watcher[] = [{ name: 'Mo Grant', channels: ['board', 'push'] }];
  alert: Watch['alert'] = null;
  engineOk = true;
  epoch = 'first';
  pinSet = false;
  pins: unknown = null;
  /** Sealed digits that count as wrong. */
  wrong = 'wrong';
  needsPin = false;
  /** Answers in place of a receipt. */
  judge: (signal: Heard) => Partial<SignalReceipt> | 'unread' | null = () => null;
  readonly #visits = new Map<string, VisitWord>();
  readonly #receipts = new Map<string, SignalReceipt>();

  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Takes signals as one of its people; `unread` where the request as a whole cannot be read. */
  take(asked: Asked, by: string): object | 'unread' {
    this.asked.push(asked);
    if (asked.signals.some((signal) => this.judge(signal) === 'unread')) return 'unread';
    return { receipts: asked.signals.map((signal) => this.#take(signal, by)), now: this.#iso(this.now()) };
  }

  /** What the phone is told when it asks. */
  tell(): Watch {
    return {
      now: this.#iso(this.now()),
      epoch: this.epoch,
      engine: { ok: this.engineOk, heartbeat_age_s: 1 },
      watching: this.watching,
      monitor: { phone: '0131 496 0999', sms: '0131 496 0999', name: 'Mo Grant' },
      policy: { grace_s: 300, flagged_grace_s: 120, extend_most_min: 60 },
      pin: { set: this.pinSet, key: { kty: 'RSA' } },
      visits: [...this.#visits.values()],
      alert: this.alert,
    };
  }

  /** A monitor, or the engine, does something to a visit. */
  move(visit: string, some: Partial<VisitWord>): void {
    const before = this.#visits.get(visit) ?? { id: visit, state: 'planned', due: null, alert_at: null };
    this.#visits.set(visit, { ...before, ...some });
  }

  /** Its database is one from before all this. */
  goBack(epoch = this.epoch): void {
    this.epoch = epoch;
    this.#visits.clear();
    this.#receipts.clear();
    this.heard.length = 0;
  }

  #take(signal: Heard, by: string): SignalReceipt {
    const known = this.#receipts.get(signal.id);
    if (known) return known;
    const judged = this.judge(signal);
    const status = this.#statusOf(signal);
    this.heard.push({ ...signal, by });
    if (status === 'received') this.#apply(signal);
    const visit = signal.visit === undefined ? null : (this.#visits.get(signal.visit) ?? null);
    const receipt: SignalReceipt = {
      id: signal.id,
      status,
      visit,
      watching: this.watching,
      ...(judged === 'unread' ? {} : judged),
    };
    this.#receipts.set(signal.id, receipt);
    return receipt;
  }

  #statusOf({ type, pin }: Heard): SignalReceipt['status'] {
    if (type !== 'finish') return 'received';
    if (pin !== undefined && atob(pin.replaceAll('-', '+').replaceAll('_', '/')).includes(this.wrong))
      return 'pin_wrong';
    return this.needsPin && pin === undefined ? 'pin_needed' : 'received';
  }

  #apply({ type, visit, minutes = 0 }: Heard): void {
    if (visit === undefined) return;
    const due = Date.parse(this.#visits.get(visit)?.due ?? this.#iso(this.now()));
    if (type === 'start') this.#arm(visit, this.now() + minutes * MINUTE);
    if (type === 'extend') this.#arm(visit, due + minutes * MINUTE);
    if (type === 'finish') this.move(visit, { state: 'ended', ended: this.#iso(this.now()), ending: 'live' });
  }

  #arm(visit: string, due: number): void {
    this.move(visit, { state: 'armed', due: this.#iso(due), alert_at: this.#iso(due + 5 * MINUTE) });
  }

  #iso(at: number): string {
    return new Date(at).toISOString();
  }
}
