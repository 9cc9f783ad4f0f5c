export const heading = 'This phone';
export const signedInAs = 'Signed in as';
export const name = 'Name';
export const role = 'Role';
export const sending = 'Sending';
export const team = 'Team';
export const organisation = 'Organisation';
export const waiting = 'Not sent yet';
export const lastReceived = 'Last received';
export const never = 'Not yet';
export const network = 'Network';
export const storage = 'Storage';
export const needsAttention = 'Needs attention';
export const sync = 'Send and fetch now';
export const syncing = 'Sending and fetching…';
export const update = 'Update Doorstep';
export const updateReady = 'A new version is ready.';
export const updateHelp = 'Updating takes a moment and loses nothing.';
export const signInAgain = 'Sign in again';
export const signOut = 'Sign out';
export const signOutYes = 'Yes, sign out';
export const signOutNo = 'Stay signed in';
export const signOutClear = 'Everything you wrote has been received. You need a network to sign in again.';
export const networks = { yes: 'There is a network', no: 'No network', unknown: 'Not known yet' };
export const storages = {
  granted: 'Kept: the browser will not clear it by itself',
  refused:
    'Not guaranteed: the browser may clear it when space runs out. Send often, and install Doorstep on the home screen.',
  unknown: 'Not known yet',
};
export const roles = {
  case_manager: 'Case manager',
  monitor: 'Alert monitor',
  supervisor: 'Supervisor',
  administrator: 'Administrator',
};

/** Says honestly what signing out means for work that is not sent. */
export function signOutUnsent(count: number): string {
  if (count === 1) {
    return '1 entry is not sent yet. Signing out keeps it on this phone. Doorstep goes on sending it as yours, or asks you to sign in again first.';
  }
  return `${count} entries are not sent yet. Signing out keeps them on this phone. Doorstep goes on sending them as yours, or asks you to sign in again first.`;
}

/** Says that what was begun stays here too. */
export function signOutUnfinished(count: number): string {
  if (count === 1) return '1 thing is begun and not finished. Signing out keeps it on this phone.';
  return `${count} things are begun and not finished. Signing out keeps them on this phone.`;
}

/** Says that what was not accepted stays here too. */
export function signOutRefused(count: number): string {
  if (count === 1)
    return '1 entry was not accepted. Signing out keeps it on this phone, for you to mend later.';
  return `${count} entries were not accepted. Signing out keeps them on this phone, for you to mend later.`;
}
