/**
 * How far the server's clock is ahead of this device's, in whole milliseconds.
 *
 * `sent` and `got` are the device's times around the request; the answer was made about half-way between.
 */
export function offsetOf(server: string, sent: number, got: number): number {
  return Math.round(Date.parse(server) - (sent + got) / 2);
}
