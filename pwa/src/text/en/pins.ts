export const heading = 'Your PINs';
export const lead = 'A visit that is flagged or late is finished with a PIN of four digits.';
export const duressLead =
  'A second PIN looks the same in every way, and alarms your monitors in silence: for when somebody makes you finish.';
export const right = 'PIN';
export const rightHint = 'Four digits that you know by heart.';
export const duress = 'Second PIN, for when you are forced';
export const duressHint = 'Four other digits, not only the last one changed.';
export const save = 'Set both PINs';
export const saving = 'Setting…';
export const set = 'Both PINs are set. Neither is kept on this phone.';
export const isSet = 'You have set your PINs. Setting them again replaces both.';
export const notSet = 'You have not set your PINs yet.';
export const onlyOnline = 'PINs are set with a network only, because this phone keeps nothing of them.';
export const shape = {
  right: 'PIN: enter four digits.',
  duress: 'Second PIN: enter four digits.',
};
export const same = 'The two must differ.';
export const failures = {
  unreached: 'The server could not be reached. Try again when you have a network.',
  shut_out: 'Sign in again, then set your PINs.',
  out: 'You are out on a visit: your PINs can be changed once it has ended. If you have forgotten yours, ring whoever is on duty.',
  refused: 'The server did not take these. Choose others.',
};
