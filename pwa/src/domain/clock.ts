/** No request takes longer: what seems to have was measured by a clock that was set meanwhile. */
export const LONGEST_REQUEST_MS = 60_000;

/**
 * How far the server's clock is ahead of this device's, in whole milliseconds.
 *
 * `sent` and `got` are the device's times around the request; the answer was made about half-way between. Where the
 * device's clock was set in between, as it often is when the network comes back, only `got` is by the new one.
 */
export function offsetOf(server: string, sent: number, got: number): number {
  const took = got - sent;
  const wasSet = took < 0 || took > LONGEST_REQUEST_MS;
  return Math.round(Date.parse(server) - got + (wasSet ? 0 : took / 2));
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
