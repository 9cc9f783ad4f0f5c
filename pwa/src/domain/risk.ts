import type { Risk } from '#domain/kinds';
import type { Viewed } from '#domain/record';

/** What is known of the risk of a visit, on one day. */
export interface Brief {
  /** What counts on that day, the latest statement first. */
  readonly current: readonly Viewed<Risk>[];
  /** What no longer counts. */
  readonly expired: readonly Viewed<Risk>[];
  /** Every flag that counts, but for the statement that there is none. */
  readonly flags: readonly string[];
  readonly twoPeopleOnly: boolean;
  readonly doNotVisit: boolean;
  /** Nobody has said anything, not even that no risk is known: that is itself a warning. */
  readonly nobodySaid: boolean;
}

/** Sorts what was said about a client or an address by whether it still counts on a day, `2026-11-23`. */
export function briefOf(risks: readonly Viewed<Risk>[], today: string): Brief {
  const latest = [...risks].sort((one, other) => (saidOn(one) < saidOn(other) ? 1 : -1));
  const expired = latest.filter(({ data }) => data.expires_on != null && data.expires_on < today);
  const current = latest.filter((risk) => !expired.includes(risk));
  const said = current.flatMap(({ data }) => data.flags ?? []);
  const flags = [...new Set(said)].filter((flag) => flag !== 'none_known').sort();
  return {
    current,
    expired,
    flags,
    twoPeopleOnly: flags.includes('two_people_only'),
    doNotVisit: flags.includes('do_not_visit'),
    nobodySaid: current.length === 0,
  };
}

/** Whether a statement says that no risk is known, and in the same breath of one. */
export function contradictsItself(flags: readonly unknown[]): boolean {
  return flags.length > 1 && flags.includes('none_known');
}

/** When somebody said so; where that is not known, when it was written down. */
export function saidOn({ data, made }: Viewed<Risk>): string {
  return data.said_on ?? made.at.slice(0, 10);
}

/** Whether a statement should have been looked at again by this day. */
export function reviewIsDue({ data }: Viewed<Risk>, today: string): boolean {
  return data.review_on != null && data.review_on <= today;
}

/** What somebody has to look at again: what has run out with nothing said since, and what is due for review. */
export interface ToLookAt {
  readonly expired: readonly Viewed<Risk>[];
  readonly due: readonly Viewed<Risk>[];
}

/** Sorts what was said about many clients by what somebody has to look at again, the longest waiting first. */
export function toLookAt(risks: readonly Viewed<Risk>[], today: string): ToLookAt {
  const briefs = byClient(risks).map(([, theirs]) => briefOf(theirs, today));
  const expired = briefs.flatMap(({ expired, current }) =>
    expired.filter(({ data }) => !current.some((one) => saidOn(one) > (data.expires_on ?? ''))),
  );
  const due = briefs.flatMap(({ current }) => current.filter((one) => reviewIsDue(one, today)));
  return {
    expired: expired.sort(byDay(({ data }) => data.expires_on ?? '')),
    due: due.sort(byDay(({ data }) => data.review_on ?? '')),
  };
}

/** Gathers what was said by whom it is about; a client stands where the first statement about them did. */
export function byClient(risks: readonly Viewed<Risk>[]): [string, Viewed<Risk>[]][] {
  const found = new Map<string, Viewed<Risk>[]>();
  for (const risk of risks)
    if (risk.client !== null) found.set(risk.client, [...(found.get(risk.client) ?? []), risk]);
  return [...found];
}

function byDay(dayOf: (risk: Viewed<Risk>) => string) {
  return (one: Viewed<Risk>, other: Viewed<Risk>) => dayOf(one).localeCompare(dayOf(other));
}
