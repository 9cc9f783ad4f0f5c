import type { Apart } from '#storage/recovery';

/** Nothing is known of a database apart from it. */
export const NOTHING_APART: Apart = { changes: [], drafts: [], noted: { drafts: 0, signals: 0 } };
