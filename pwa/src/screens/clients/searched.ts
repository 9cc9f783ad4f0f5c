import { person } from '#state/session';

/** What was searched for last. In memory alone: these are people's names, which no disk and no address may keep. */
let kept = { by: '', words: '' };

/** Keeps what is searched for on this page, for as long as the app is open. */
export function keepWords(words: string): void {
  kept = { by: person.peek()?.id ?? '', words };
  history.replaceState({ ...history.state, searched: true }, '');
}

/** What was searched for on this page when it was left; empty where it is opened anew. */
export function wordsHere(): string {
  return history.state?.searched === true && kept.by === person.peek()?.id ? kept.words : '';
}

/** Keeps whether the ended cases on this page are unfolded. */
export function keepEndedOpen(open: boolean): void {
  history.replaceState({ ...history.state, ended: open }, '');
}

/** Whether the ended cases on this page were unfolded when it was left. */
export function endedOpen(): boolean {
  return history.state?.ended === true;
}
