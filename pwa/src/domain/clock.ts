/**
 * How far the server's clock is ahead of this device's, in whole milliseconds.
 *
 * `sent` and `got` are the device's times around the request; the answer was made about half-way between.
 */
export function offsetOf(server: string, sent: number, got: number): number {
  return Math.round(Date.parse(server) - (sent + got) / 2);
}

/**
 * Gives a device's own time on the server's clock, as far as it was measured how far that was ahead.
 *
 * For people to read, and never to decide anything: both numbers are only what the device said.
 */
export function onServerClock(at: string, offset: number | null | undefined): string {
  if (!offset) return at;
  const moved = new Date(Date.parse(at) + offset);
  return Number.isNaN(moved.getTime()) ? at : moved.toISOString();
}
