import type { Trouble } from '#state/link';

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
  storage: 'This phone could not store something. Check whether it has free space.',
};

export const UPDATE_FIRST = 'A newer version of this app is needed. Close it and open it again while online.';
