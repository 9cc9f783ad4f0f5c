import { signal } from '@preact/signals';

/** For which clients the risk brief was opened since the app was, and when. */
export const briefed = signal<ReadonlyMap<string, string>>(new Map());
