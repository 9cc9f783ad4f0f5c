import type { StatusTone } from '#parts/status-line';
import type { Status } from '#state/status';
import { status as say } from '#text/en';

/** Gives the words of the status line, the most pressing first. None of them claims more than a receipt has said. */
export function wordsOf(status: Status, expired: boolean, now: Date, zone: string): string[] {
  const words: string[] = [];
  if (expired) words.push(status.handsIn ? say.expiredButSends : say.expired);
  if (status.signalWaits) words.push(say.signalWaits);
  if (status.unsent > 0)
    words.push(say.here(status.unsent, status.oldestUnsent, now, status.online === 'no'));
  if (status.needsAttention > 0) words.push(say.attention(status.needsAttention));
  if (status.problem !== null && !expired) words.push(status.problem);
  if (status.online === 'no') words.push(say.offline);
  if (status.firstFetch !== 'done' && status.online !== 'no' && !expired) words.push(say.fetching);
  else if (words.length === 0 || (status.online === 'no' && words.length === 1))
    words.push(rest(status, now, zone));
  return words;
}

/** What a screen reader is told when it changes: it never says that nothing waits while the line says that something does. */
export function toldOf(status: Status, expired: boolean, words: readonly string[]): string {
  if (expired) return words[0] ?? '';
  if (status.problem !== null) return status.problem;
  return status.signalWaits ? say.announcedSignal : say.announced[status.age];
}

/** What is left to say when nothing waits. */
function rest(status: Status, now: Date, zone: string): string {
  if (status.lastReceived === null) return say.never;
  return say.everything(status.lastReceived, now, zone);
}

/** Gives the colour of the status line: the words say it, the colour only helps. */
export function toneOf(status: Status, expired: boolean): StatusTone {
  if (status.age === 'red') return 'red';
  if (status.age === 'amber' || expired || status.problem !== null || status.needsAttention > 0)
    return 'amber';
  return status.unsent > 0 || status.signalWaits || status.online === 'no' || status.firstFetch !== 'done'
    ? 'waiting'
    : 'calm';
}
