export const product = 'Doorstep';
export const skip = 'Skip to main content';
export const mainMenu = 'Main menu';
export const starting = 'Opening your notes…';
export const demo = 'Demo data: invented people';
export const demoLabel = 'Demo data';
export const toSettle = 'to settle';
export const back = 'Back';
export const notFound = 'Page not found';
export const notFoundHelp = 'The address may be mistyped, or this record is not on this phone.';
export const toStart = 'Go to the start page';
export const unknownHelp =
  'It may not have been fetched yet, or you may not see it any more. Nothing that you wrote is lost.';
export const leftOver = 'What you were writing here';
export const leftOverHelp =
  'It was not saved, and there is no place for it here now. Copy what is needed, then discard it.';
export const places = {
  today: 'Today',
  clients: 'Clients',
  notes: 'Notes',
  conflicts: 'Conflicts',
  team: 'Team',
  home: 'Home',
  board: 'Board',
  watch: 'Watch',
  duty: 'On duty',
  rules: 'Rules',
  reports: 'Reports',
  phone: 'This phone',
};

/** Titles the browser's window. */
export function title(page: string): string {
  return `${page} - ${product}`;
}
export const failed = 'This page could not be shown';
export const failedHelp = 'What you wrote is still on this phone. Try again, or go to the start page.';
export const notFetched =
  'This part of Doorstep is not on this phone yet. Try again when you have a signal. What you wrote is safe.';
export const tryAgain = 'Try again';
