/** What this build speaks, and how much of it at a time. */
export const PROTOCOL = 1;
export const BUILD = 1;
export const MOST_CHANGES = 500;
/** Before compression, in bytes; the server takes 1 MB. */
export const MOST_BYTES = 512 * 1024;
export const PAGE_ROWS = 500;
