export const heading = 'Clients';
export const forNote = 'Write a note: about whom?';
export const forContact = 'Add a contact: with whom?';
export const forVisit = 'Plan a visit: to whom?';
export const search = 'Search';
export const searchHint = 'Names, phone, address or words in a note';
export const none = 'No clients on this phone yet.';
export const noneHelp = 'Add the first one, or wait until yours are fetched.';
export const fetching = 'Your clients are being fetched for the first time. They appear here as they arrive.';
export const foundIn = 'Found:';

/** Counts what the search found. */
export function found(count: number, words: string): string {
  return count === 1 ? `1 client found for “${words}”` : `${count} clients found for “${words}”`;
}

/** Says that nothing was found, and counts the names that are nearly what was typed. */
export function foundNearly(count: number, words: string): string {
  const nothing = `Nothing found for “${words}”`;
  if (count === 0) return nothing;
  return count === 1 ? `${nothing}. 1 name is nearly this` : `${nothing}. ${count} names are nearly this`;
}

export const lately = 'Today and lately';
export const others = 'Everybody else';

/** Names the clients whose case has ended. */
export function ended(many: number): string {
  return `Ended (${many})`;
}

/** Counts the clients on this phone. */
export function count(many: number): string {
  return many === 1 ? '1 client' : `${many} clients`;
}
