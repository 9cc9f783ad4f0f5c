/** Something that stood on this phone's screen, for the log of who has seen what; never what it said. */
export interface View {
  /** What was done: most is only looked at. */
  readonly verb: 'viewed' | 'searched' | 'exported';
  /** When, by the server's clock as far as that is known. */
  readonly at: string;
  /** The screen's address, with names in place of the ids. */
  readonly screen: string;
  readonly kind: string | null;
  readonly record: string | null;
  /** Whom it was about, or who was found. */
  readonly clients: readonly string[];
}

/** A view with its number among all of this phone's. */
export interface Numbered extends View {
  readonly n: number;
}
