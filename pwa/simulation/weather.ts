import type { Chance } from './chance';

/** What may go wrong in one seed, and how often; 0 is never. */
export interface Weather {
  /** Of requests: */
  readonly lost: number;
  readonly unanswered: number;
  readonly repeated: number;
  readonly delayed: number;
  readonly portal: number;
  readonly broken: number;
  readonly serverDies: number;
  /** Of transactions that write: */
  readonly killed: number;
  readonly aborted: number;
  readonly disconnected: number;
  /** Between any two tasks: somebody types. */
  readonly meanwhile: number;
  /** Of deeds: */
  readonly evicted: number;
  readonly secondTab: number;
  readonly offline: number;
  readonly frozen: number;
  readonly full: number;
  /** The most changes that a proxy lets through in one request. */
  readonly narrow: number;
  /** Rows in a page, whatever the phone asks for. */
  readonly page: number;
  /** How many numbers a phone is behind when the server looks for its news by client. */
  readonly far: number;
  /** Whether there is a change that no server can answer for. */
  readonly poison: boolean;
  /** Whether the tabs of a phone can keep out of each other's way. */
  readonly locks: boolean;
  /** Whether the database is set back to an older copy. */
  readonly restored: boolean;
  /** Whether the server stops serving the build of one phone, which then gets the new one later than the others. */
  readonly outdated: boolean;
  /** Whether somebody's phone is set up from a copy of their other one. */
  readonly copied: boolean;
  /** Whether one of the case managers leaves the house. */
  readonly leaves: boolean;
  /** The commit that fails, on the phones and on the server: counted from 1; 0 is none. */
  readonly fails: number;
  /** How far each device's clock is off. */
  readonly skews: readonly number[];
}

const YEAR = 365 * 24 * 3600_000;
const OFTEN = { rare: 0.05, some: 0.15, much: 0.3 };
const ODDS = { rare: 2, some: 2, much: 1 };

/** Whatever can go wrong, each switched on or off by chance. */
export function foul(chance: Chance): Weather {
  const often = (scale: number) => (chance.happens(0.5) ? scale * OFTEN[chance.weigh(ODDS)] : 0);
  return {
    lost: often(1),
    unanswered: often(1),
    repeated: often(1),
    delayed: often(1),
    portal: often(0.3),
    broken: often(0.5),
    serverDies: often(0.7),
    killed: often(0.2),
    aborted: often(0.2),
    disconnected: often(0.2),
    meanwhile: often(0.01),
    evicted: often(0.1),
    secondTab: often(0.5),
    offline: often(0.3),
    frozen: often(0.5),
    full: often(0.3),
    narrow: chance.happens(0.2) ? chance.between(1, 3) : 500,
    page: chance.pick([2, 5, 20, 500]),
    far: chance.pick([0, 5, 2000]),
    poison: chance.happens(0.1),
    locks: chance.happens(0.5),
    restored: chance.happens(0.2),
    outdated: chance.happens(0.2),
    copied: chance.happens(0.3),
    leaves: chance.happens(0.2),
    fails: 0,
    skews: [0, 1, 2].map(() =>
      chance.happens(0.5) ? 0 : chance.pick([-YEAR, YEAR, -3 * 3600_000, 3600_000]),
    ),
  };
}

/** Nothing goes wrong. */
export const FAIR: Weather = {
  lost: 0,
  unanswered: 0,
  repeated: 0,
  delayed: 0,
  portal: 0,
  broken: 0,
  serverDies: 0,
  killed: 0,
  aborted: 0,
  disconnected: 0,
  meanwhile: 0,
  evicted: 0,
  secondTab: 0,
  offline: 0,
  frozen: 0,
  full: 0,
  narrow: 500,
  page: 500,
  far: 2000,
  poison: false,
  locks: true,
  restored: false,
  outdated: false,
  copied: false,
  leaves: false,
  fails: 0,
  skews: [0, 0, 0],
};
