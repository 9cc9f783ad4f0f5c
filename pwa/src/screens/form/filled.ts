import type { Data } from '#domain/record';

/** Leaves out what is empty: a new record says only what somebody typed. */
export function filledOf(data: Data): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
