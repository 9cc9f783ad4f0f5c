import type { Client, Note } from '#domain/kinds';
import { isNearly } from '#domain/nearly';
import type { Viewed } from '#domain/record';

export interface Found {
  readonly client: Viewed<Client>;
  /** What the words were found in: a field's text, or a piece of a note. */
  readonly found: string;
}

const NAMES = ['known_as', 'first_name', 'last_name'] as const;
const FIELDS = [...NAMES, 'phone', 'address', 'postcode', 'email'] as const;
const AROUND = 40;

/**
 * Finds the clients in whose details, or in one of whose notes, every word occurs: who is called so comes first, and
 * who is only spoken of in a note last.
 *
 * Case, accents and apostrophes do not matter, nor do spaces in a phone number.
 */
export function findClients(
  words: string,
  clients: readonly Viewed<Client>[],
  notesOf: (client: string) => readonly Viewed<Note>[],
): Found[] {
  const terms = termsOf(words);
  if (terms.length === 0) return [];
  const [named, known, noted]: [Found[], Found[], Found[]] = [[], [], []];
  for (const client of clients) {
    const details = inDetails(terms, client.data);
    const found = details ?? inNotes(terms, notesOf(client.id));
    if (found === null) continue;
    const place = details === null ? noted : isCalled(terms, client.data) ? named : known;
    place.push({ client, found });
  }
  return [...named, ...known, ...noted];
}

/** Finds the clients in whose name there is, for every word, one that is nearly it: for names that were mistyped. */
export function findNearly(words: string, clients: readonly Viewed<Client>[]): Viewed<Client>[] {
  const terms = termsOf(words);
  if (terms.length === 0) return [];
  return clients.filter(({ data }) => {
    const names = NAMES.flatMap((name) => fold(data[name] ?? '').split(/[\s-]+/));
    return terms.every((term) => names.some((name) => isNearly(term, name)));
  });
}

function termsOf(words: string): string[] {
  return fold(words).split(/\s+/).filter(Boolean);
}

function isCalled(terms: readonly string[], data: Client): boolean {
  const names = fold(NAMES.map((name) => data[name] ?? '').join('\n'));
  return terms.every((term) => names.includes(term));
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
  const at = Math.max(0, placeOf(text, term));
  const start = Math.max(0, at - AROUND);
  const end = at + term.length + AROUND;
  const piece = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '… ' : ''}${piece}${end < text.length ? ' …' : ''}`;
}

/** Where a word that was found begins. Folding drops letters and adds some: it is where the words before it end. */
function placeOf(text: string, term: string): number {
  const at = fold(text).indexOf(term);
  let [from, to] = [0, text.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (fold(text.slice(0, middle)).length < at) from = middle + 1;
    else to = middle;
  }
  return from;
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

/** Letters that are no other letter with an accent, as they are typed by whoever has no key for them. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

function fold(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\p{M}'’‘ʼ]/gu, '')
    .toLowerCase();
  return plain.replace(/[łøđðıßæœþ]/g, (letter) => LETTERS[letter] ?? letter);
}
