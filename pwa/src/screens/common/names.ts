import type { Client } from '#domain/kinds';
import { clientOf } from '#state/records';
import { records } from '#text/en';

/** The name that a client is called by; a general word where the client is not on this phone. */
export function nameOf(client: string | null): string {
  return (client === null ? undefined : clientOf(client)?.data.known_as) ?? records.someone;
}

/** A client's names in full: the one they are called by, and the written one where it says more. */
export function fullNameOf({ known_as, first_name, last_name }: Client): string {
  const written = [first_name ?? known_as, last_name].filter(Boolean).join(' ');
  return written.includes(known_as) ? written : `${known_as} (${written})`;
}
