import { canonical, same } from '#domain/canonical';
import type { KindName } from '#domain/kinds';
import type { Data } from '#domain/record';

/** The fields that a person changed, each with the value that stood on the screen when they began. */
export interface Difference {
  readonly set: Data;
  readonly was: Data;
}

/** Compares what a form holds with what was shown; only what differs in its canonical form is a change. */
export function differenceOf(kind: KindName, set: Data, shown: Data): Difference {
  const after = canonical(kind, set);
  const before = canonical(kind, shown);
  const names = Object.keys(after).filter((name) => !same(after[name], before[name]));
  return {
    set: Object.fromEntries(names.map((name) => [name, after[name] ?? null])),
    was: Object.fromEntries(names.map((name) => [name, before[name] ?? null])),
  };
}

/** What a new record is made of: canonical, without the questions that were not answered. */
export function beginning(kind: KindName, data: Data): Data {
  return Object.fromEntries(Object.entries(canonical(kind, data)).filter(([, value]) => value !== null));
}
