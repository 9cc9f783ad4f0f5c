import type { Client, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';

export interface Found {
  readonly client: Viewed<Client>;
  /** What the words were found in: a field's text, or a piece of a note. */
  readonly found: string;
}

const FIELDS = ['known_as', 'first_name', 'last_name', 'phone', 'address', 'postcode', 'email'] as const;
const AROUND = 40;

/**
 * Finds the clients in whose details, or in one of whose notes, every word occurs.
 *
 * Case and accents do not matter, nor do spaces in a phone number.
 */
export function findClients(
  words: string,
  clients: readonly Viewed<Client>[],
  notesOf: (client: string) => readonly Viewed<Note>[],
): Found[] {
  const terms = fold(words).split(/\s+/).filter(Boolean);
  if (terms.length === 0) return [];
  return clients.flatMap((client) => {
    const found = inDetails(terms, client.data) ?? inNotes(terms, notesOf(client.id));
    return found === null ? [] : [{ client, found }];
  });
}

function inDetails(terms: readonly string[], data: Client): string | null {
  const texts = FIELDS.map((name) => data[name]).filter((text) => typeof text === 'string');
  const phone = (data.phone ?? '').replace(/\D/g, '');
  const all = fold(texts.join('\n'));
  // A number is typed with spaces as often as without.
  const number = terms.join('').replace(/\D/g, '');
  if (number.length > 3 && number === terms.join('') && phone.includes(number)) return data.phone ?? null;
  if (!terms.every((term) => all.includes(term))) return null;
  return texts.find((text) => fold(text).includes(terms[0] ?? '')) ?? null;
}

function inNotes(terms: readonly string[], notes: readonly Viewed<Note>[]): string | null {
  for (const note of notes) {
    const text = folded(note);
    if (terms.every((term) => text.includes(term))) return pieceOf(note.data.text, terms[0] ?? '');
  }
  return null;
}

function pieceOf(text: string, term: string): string {
  const at = Math.max(0, fold(text).indexOf(term));
  const start = Math.max(0, at - AROUND);
  const end = at + term.length + AROUND;
  const piece = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '… ' : ''}${piece}${end < text.length ? ' …' : ''}`;
}

// Folding thousands of notes anew for each letter typed is what would make a search slow.
const memory = new WeakMap<object, string>();

function folded(note: Viewed<Note>): string {
  const known = memory.get(note.data);
  if (known !== undefined) return known;
  const text = fold(note.data.text);
  memory.set(note.data, text);
  return text;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
