/** The places of the watch. */
export const places = {
  label: 'The watch',
  board: 'Board',
  duty: 'On duty',
  nearMisses: 'Near misses',
  risks: 'Risks',
  reports: 'Reports',
  policy: 'Rules',
};
export const asking = 'Asking the server…';
export const offline = 'The server could not be asked. This needs a network.';
