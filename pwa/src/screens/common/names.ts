import type { Client, KindName } from '#domain/kinds';
import { clientOf } from '#state/records';
import { labels, records } from '#text/en';

/** The name that a client is called by; a general word where the client is not on this phone. */
export function nameOf(client: string | null): string {
  return (client === null ? undefined : clientOf(client)?.data.known_as) ?? records.someone;
}

/** The label of a field, or its own name where this build does not know it. */
export function labelOf(kind: string, field: string): string {
  const label = labels[kind as KindName]?.[field] ?? field;
  return typeof label === 'string' ? label : label.label;
}

/** A client's names in full: the one they are called by, and the written one where it says more. */
export function fullNameOf({ known_as, first_name, last_name }: Client): string {
  const written = [first_name ?? known_as, last_name].filter(Boolean).join(' ');
  return written.includes(known_as) ? written : `${known_as} (${written})`;
}
