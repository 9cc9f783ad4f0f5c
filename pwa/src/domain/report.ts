/** How the watch went between two days. Drills are counted by themselves. */
export interface Report {
  readonly from: string;
  readonly to: string;
  readonly alerts: number;
  readonly acknowledge: Waited;
  readonly resolve: Waited;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly outcomes: readonly { readonly outcome: string; readonly count: number }[];
  /** Visits whose worker forgot to finish them. */
  readonly forgotten: number;
  readonly visits: Armed;
  readonly drills: { readonly held: number; readonly missed: number; readonly people: readonly Driller[] };
  readonly weeks: readonly Week[];
  /** The teams that can be asked for by themselves. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

/** How long something took: in the middle, and for nine out of ten. */
export interface Waited {
  readonly count: number;
  readonly median_s: number | null;
  readonly p90_s: number | null;
}

/** Visits at home, and how many of them were watched. */
interface Armed {
  readonly home: number;
  readonly armed: number;
}

interface Driller {
  readonly name: string;
  readonly held: number;
  readonly missed: number;
}

interface Week extends Armed {
  /** Its Monday. */
  readonly week: string;
  readonly alerts: number;
  readonly acknowledge_median_s: number | null;
}

/** How much of a whole, in whole hundredths; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole);
}
