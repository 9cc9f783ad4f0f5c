import type { Trouble } from '#state/link';
import type { Loss } from '#storage/meta';
import { isFull } from '#storage/room';

/** What is told about trouble with the server or the disk; being offline is an ordinary thing and has no words. */
export const PROBLEMS: Record<Trouble, string | null> = {
  offline: null,
  not_ours: 'This network asks you to sign in to it first. Nothing can be sent until then.',
  sign_in: 'Sign in again to send what is on this phone.',
  wrong_sign_in: 'Sign in again to send what is on this phone.',
  not_allowed: 'Your account may not send from here. Ask your administrator.',
  device_revoked: 'This phone may no longer be used. What you wrote is still on it. Ask your administrator.',
  too_large: 'The server cannot take requests as large as these. Everything is kept on this phone.',
  too_many: 'The server asked this phone to wait a little. It will try again by itself.',
  busy: 'The server is busy. This phone will try again by itself.',
  server_error: 'The server has a problem. Everything is kept on this phone, which will try again by itself.',
  rejected: 'The server did not understand this phone. Everything is kept here. Tell your administrator.',
  full: 'This phone has no room left for what is new. What you write is still kept and sent. Free some space.',
  no_room: 'This phone is full. What you typed last may not be saved: free some space, then save it again.',
  newer_tab:
    'A newer version of this app is open in another tab, so this page can keep nothing more. Copy what you are writing, then load it again.',
  storage: 'This phone could not store something. Check whether it has free space.',
};

export const SENT_ALL_THE_SAME = 'Sign in again to get what is new. What you write is sent all the same.';

/** Whether what is told about a phone is that its person has to sign in again. */
export function asksToSignIn(problem: string | null): boolean {
  return problem === SENT_ALL_THE_SAME || (problem !== null && problem === PROBLEMS.sign_in);
}

export const UPDATE_FIRST = 'A newer version of this app is needed. Close it and open it again while online.';

export const BLOCKED =
  'Another tab of this app is open in an older version. Close it, then this one can go on.';

/** How much of what existed only here was lost with the database: entries, unfinished texts and signals. */
export function lostWith(loss: Loss | null): number {
  return loss === null ? 0 : loss.missing + (loss.drafts?.missing ?? 0) + (loss.signals ?? 0);
}

/** What is told when the database was emptied. */
export function lossWords({ recovered, missing, drafts, signals = 0 }: Loss): string {
  const { recovered: begun, missing: gone } = drafts ?? { recovered: 0, missing: 0 };
  const all = missing + gone + signals === 0;
  return [
    'This browser has emptied what the app keeps on this phone.',
    recovered > 0 && `${items(recovered)} not sent before ${were(recovered)} recovered.`,
    begun > 0 && `${texts(begun)} ${were(begun)} recovered.`,
    missing > 0 && `${items(missing)} not sent before ${were(missing)} lost.`,
    gone > 0 && `${texts(gone)} ${gone === 1 ? 'is' : 'are'} missing.`,
    signals > 0 &&
      'Something you pressed on a visit was not sent and was lost: look whether it still stands.',
    all && 'Nothing is missing.',
  ]
    .filter((words) => words !== false)
    .join(' ');
}

const items = (count: number) => (count === 1 ? '1 item' : `${count} items`);
const texts = (count: number) => (count === 1 ? '1 unfinished text' : `${count} unfinished texts`);
const were = (count: number) => (count === 1 ? 'was' : 'were');

/** The word for what the disk says. */
export function troubleOf(error: unknown): Trouble {
  if (isFull(error)) return 'no_room';
  const newer = error instanceof DOMException && error.name === 'VersionError';
  return newer ? 'newer_tab' : 'storage';
}
