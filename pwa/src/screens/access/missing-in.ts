import type { Sought } from '#domain/access';
import type { Problem } from '#parts/error-summary';
import { form, access as say } from '#text/en';

export type Known = Omit<Sought, 'reason'>;

/** Says what is still needed to look for a client: the last name, and one thing more that can be read. */
export function missingIn({ last_name, first_name, date_of_birth, postcode }: Known): Problem[] {
  const wrong = date_of_birth !== '' && !isDay(date_of_birth);
  const more = first_name !== '' || date_of_birth !== '' || postcode !== '';
  return [
    ...(last_name === '' ? [{ target: 'last_name', words: say.lastNameMissing }] : []),
    ...(more ? [] : [{ target: 'first_name', words: say.moreMissing }]),
    ...(wrong ? [{ target: 'date_of_birth-first', words: form.at(say.born, form.notADate) }] : []),
  ];
}

function isDay(typed: string): boolean {
  const day = new Date(`${typed}T12:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(typed) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed)
  );
}
