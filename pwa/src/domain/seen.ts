/** One entry of the audit log: who did what with whose records, and never what was in them. */
export interface Seen {
  readonly id: string;
  /** When the server wrote it. */
  readonly at: string;
  /** When the phone says that it happened, where it happened without a network. */
  readonly happened: string | null;
  readonly account: string | null;
  readonly name: string | null;
  readonly role: string | null;
  /** The route, the command, or the screen. */
  readonly act: string;
  readonly verb: string;
  readonly purpose: string;
  readonly kind: string | null;
  readonly clients: readonly string[];
  /** How many records it was about. */
  readonly records: number;
  readonly outcome: string;
}

/** One page of the log, the newest first; `next` names the page after it, null on the last. */
export interface SeenPage {
  readonly entries: readonly Seen[];
  readonly next: string | null;
}
