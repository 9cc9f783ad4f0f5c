import { signal } from '@preact/signals';

/** The present moment, to the quarter of a minute. Only main.tsx sets it: no part or screen reads a clock. */
export const now = signal(new Date(0));
