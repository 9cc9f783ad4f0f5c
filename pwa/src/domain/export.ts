import type { Person } from '#domain/person';
import type { Entry } from '#domain/record';

/** Something that is being typed. */
interface Typed {
  readonly form: string;
  readonly client: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly savedAt: string;
}

/** Gives what exists only on a phone as a text that a person can read, and a program too. */
export function exported(
  person: Person,
  at: string,
  entries: readonly Entry[],
  drafts: readonly Typed[],
  nameOf: (client: string) => string | null,
): string {
  const named = (client: string | null) => ({ client, client_known_as: client && nameOf(client) });
  const content = {
    about: 'What was written in Doorstep on this phone and is not in its records on the server.',
    written_by: { name: person.name, email: person.email },
    exported_at: at,
    changes: entries.map(({ state, receipt, change }) => ({
      state,
      ...(receipt?.errors ? { reasons: receipt.errors } : {}),
      written_at: change.at,
      kind: change.kind,
      record: change.record,
      ...named(change.client),
      ...(change.delete ? { deletes: true } : { fields: change.set ?? {} }),
    })),
    drafts: drafts.map((draft) => ({
      form: draft.form,
      ...named(draft.client),
      typed_at: draft.savedAt,
      fields: draft.data,
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
