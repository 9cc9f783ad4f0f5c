import type { Client } from '#domain/kinds';
import { type Found, findClients, findNearly } from '#domain/search';
import { clients, notesOf, type Viewed } from '#state/records';

/** Finds clients by every word: in their names, phone and address, or in a note about them. */
export function search(words: string): Found[] {
  return findClients(words, clients.value, notesOf);
}

/** Finds clients whose name is nearly this, for where nobody has it. */
export function searchNearly(words: string): Viewed<Client>[] {
  return findNearly(words, clients.value);
}
