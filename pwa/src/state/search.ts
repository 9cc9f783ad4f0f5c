import { type Found, findClients } from '#domain/search';
import { clients, notesOf } from '#state/records';

/** Finds clients by every word: in their names, phone and address, or in a note about them. */
export function search(words: string): Found[] {
  return findClients(words, clients.value, notesOf);
}
