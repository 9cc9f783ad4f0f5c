import { describe, expect, test } from 'vitest';
import type { Client, Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { findClients, findNearly } from './search';

const viewed = <K>(id: string, data: K) => ({ id, data }) as unknown as Viewed<K>;

const people = [
  viewed<Client>('agnes', { known_as: 'Agnes', last_name: 'Guthrie' }),
  viewed<Client>('davie', { known_as: 'Davie', last_name: 'Orr', address: '3 Jean Armour Avenue' }),
  viewed<Client>('jean', { known_as: 'Jean', last_name: 'O’Hara' }),
  viewed<Client>('lukasz', { known_as: 'Łukasz', last_name: 'Wiśniewski-Høgh' }),
  viewed<Client>('siobhan', { known_as: 'Siobhán', last_name: 'McAllister' }),
];
const note = viewed<Note>('note', {
  text: `${'She’s well. '.repeat(60)}Her sister Jean rang. ${'He’s out. '.repeat(9)}`,
});
const find = (words: string) => findClients(words, people, (id) => (id === 'agnes' ? [note] : []));
const named = (words: string) => find(words).map(({ client }) => client.id);
const nearly = (words: string) => findNearly(words, people).map(({ id }) => id);

describe('who is looked for by a half-remembered name', () => {
  test('comes before whose street or whose note has it', () => {
    expect(named('jean')).toEqual(['jean', 'davie', 'agnes']);
  });

  test('is found by letters that a keyboard has not', () => {
    expect(named('lukasz hogh')).toEqual(['lukasz']);
  });

  test('is found with either apostrophe or none', () => {
    for (const typed of ['ohara', "O'Hara", 'O’Hara']) expect(named(typed)).toEqual(['jean']);
  });

  test('is shown with the words of the note that were meant, however many apostrophes stand before them', () => {
    expect(find('sister')[0]?.found).toContain('Her sister Jean rang.');
  });

  test.each([
    ['jaen', 'jean'],
    ['jeann', 'jean'],
    ['agnse', 'agnes'],
    ['sioban', 'siobhan'],
    ['macalister', 'siobhan'],
    ['gutrie', 'agnes'],
    ['agnas guth', 'agnes'],
  ])('is found though they typed %s', (typed, id) => expect(nearly(typed)).toEqual([id]));

  test.each(['mary', 'aq', 'xq', '', 'jean smith'])('is nobody who is called otherwise: “%s”', (typed) => {
    expect(nearly(typed)).toEqual([]);
  });
});
