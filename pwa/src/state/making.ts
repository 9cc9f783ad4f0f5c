import { KINDS, type KindName } from '#domain/kinds';
import type { Change } from '#domain/record';
import type { Phone } from '#state/phone';
import { phone } from '#state/session';

/** The phone of whoever is at work. Throws when nobody is. */
export function desk(): Phone {
  if (phone.value === null) throw new Error('Nobody is signed in.');
  return phone.value;
}

/** Makes a change of what somebody says, with when and on which form they said it. */
export function make(
  at: Phone,
  kind: KindName,
  record: string,
  client: string | null,
  said: Pick<Change, 'base' | 'set' | 'was'>,
): Change {
  return { id: at.outside.id(), kind, record, client, form: KINDS[kind].definition, ...at.moment(), ...said };
}
