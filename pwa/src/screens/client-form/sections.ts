import { KINDS } from '#domain/kinds';
import { client as say } from '#text/en';

export interface Section {
  heading: string;
  fields: readonly string[];
}

const grouped: readonly Section[] = [
  {
    heading: say.sections.reach,
    fields: [
      'phone',
      'phone_safe_text',
      'phone_safe_voicemail',
      'preferred_contact',
      'address',
      'postcode',
      'email',
    ],
  },
  {
    heading: say.sections.person,
    fields: ['first_name', 'last_name', 'date_of_birth', 'gender', 'ethnicity'],
  },
  { heading: say.sections.access, fields: ['language', 'interpreter', 'reads_letters'] },
  { heading: say.sections.home, fields: ['household', 'employment'] },
  { heading: say.sections.health, fields: ['gp', 'medication'] },
  { heading: say.sections.issues, fields: ['issues'] },
  { heading: say.sections.referral, fields: ['referred_on', 'referral_source', 'referred_by'] },
  { heading: say.sections.course, fields: ['stage', 'engagement', 'ended_on', 'ended_reason'] },
];

const placed = new Set(['known_as', ...grouped.flatMap((section) => section.fields)]);
const rest = Object.keys(KINDS.client.fields).filter((name) => !placed.has(name));

/** The client's fields in groups. A field that nobody has placed yet comes last, never goes missing. */
export const sections: readonly Section[] =
  rest.length === 0 ? grouped : [...grouped, { heading: say.sections.rest, fields: rest }];
