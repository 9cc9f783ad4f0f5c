import type {
  Caseload,
  Client,
  Conflict,
  Contact,
  Decision,
  Held,
  Kinds,
  NearMiss,
  Note,
  Question,
  Review,
  Risk,
  Supervision,
  Visit,
} from '#domain/kinds';

/** What a field is called on a form and in a list, and a hint where people asked for one. */
export type Label = string | { readonly label: string; readonly hint: string };

type Labels<K> = Readonly<Record<keyof Required<K>, Label>>;

const client: Labels<Client> = {
  known_as: { label: 'Name to call them by', hint: 'The only thing we need. The rest can wait.' },
  first_name: 'First name',
  last_name: 'Last name',
  date_of_birth: { label: 'Date of birth', hint: 'For example, 5 2 1980' },
  address: 'Address',
  postcode: 'Postcode',
  phone: 'Phone',
  phone_safe_text: 'Is it safe to send a text?',
  phone_safe_voicemail: 'Is it safe to leave a voicemail?',
  email: 'Email',
  preferred_contact: 'How they like to be contacted',
  household: { label: 'Family and household', hint: 'Who lives there, children, pets' },
  gender: 'Gender',
  ethnicity: 'Ethnicity',
  language: 'Language',
  interpreter: 'Do they need an interpreter?',
  reads_letters: 'Can they read letters?',
  gp: 'GP',
  medication: 'Medication',
  employment: 'Work history',
  issues: { label: 'Issues', hint: 'Choose all that they have spoken about' },
  referred_on: { label: 'Referred on', hint: 'For example, 23 11 2026' },
  referral_source: 'How they came to us',
  referred_by: 'Referred by',
  engagement: 'Engagement',
  stage: 'Stage',
  ended_on: { label: 'Ended on', hint: 'For example, 23 11 2026' },
  ended_reason: 'Reason for ending',
};

const contact: Labels<Contact> = {
  way: 'Kind of contact',
  direction: 'Who got in touch?',
  at: 'When',
  minutes: 'Length in minutes',
  place: 'Place',
  outcome: { label: 'Outcome', hint: 'How it went, or “Planned” if it is still to come' },
  cancelled_by: 'Who cancelled?',
  purpose: 'Purpose',
  accompanied: 'Did you go with them to another service?',
  accompanied_to: 'Which service?',
  summary: 'Summary',
  answers: 'Answers',
};

const note: Labels<Note> = {
  text: 'Note',
  happened_at: 'When it happened',
  contact: 'About which contact?',
  addendum_to: 'Addendum to',
  source: { label: 'Who told you?', hint: 'If you heard it from somebody else, say who' },
  answers: 'Answers',
};

const review: Labels<Review> = {
  of_kind: 'Kind of record',
  of_record: 'Record',
  worker: 'Written by',
  worker_name: 'Written by',
  verdict: 'Decision',
  comments: 'What you ask',
  after: 'Decisions seen',
  audit: 'Audit',
};

const question: Labels<Question> = {
  review: 'Review',
  of_kind: 'Kind of record',
  of_record: 'Record',
  of_client: 'Client',
  known_as: 'Client',
  written_at: 'Written at',
  comments: 'What is asked',
  asked_by: 'Asked by',
  asked_name: 'Asked by',
  asked_at: 'Asked at',
};

const conflict: Labels<Conflict> = {
  of_kind: 'Kind of record',
  of_record: 'Record',
  field: 'Field',
  kept: 'Value that stands',
  kept_by: 'Written by',
  kept_name: 'Written by',
  kept_at: 'Written at',
  kept_offset_ms: 'Clock behind by',
  offered: 'Value kept aside',
  offered_by: 'Kept aside for',
  offered_name: 'Kept aside for',
  offered_at: 'Kept aside at',
  offset_ms: 'Clock behind by',
  form: 'Version of the form',
  values: 'Values',
  was: 'Values before',
  base: 'Version seen',
  change: 'Change',
  choice: 'Choice',
  value: 'Another value',
};

const caseload: Labels<Caseload> = {
  worker: 'Case manager',
  worker_name: 'Case manager',
  since: 'Since',
  until: 'Until',
  handing_over: 'Being handed over',
};

const held: Labels<Held> = {
  change: 'Change',
  of_kind: 'Kind of record',
  of_record: 'Record',
  of_client: 'Client',
  deletes: 'Deletes the record',
  values: 'Values',
  was: 'Values before',
  base: 'Version seen',
  written_by: 'Written by',
  written_name: 'Written by',
  written_at: 'Written at',
  offset_ms: 'Clock behind by',
  form: 'Version of the form',
  device: 'Phone',
  decision: 'Decision',
  reason: 'Reason',
};

const decision: Labels<Decision> = {
  change: 'Change',
  of_kind: 'Kind of record',
  decision: 'Decision',
  reason: 'Reason',
  decided_by: 'Decided by',
  decided_name: 'Decided by',
};

const visit: Labels<Visit> = {
  worker: 'Who goes',
  worker_name: 'Who goes',
  planned_at: 'When',
  minutes: { label: 'Length in minutes', hint: 'When it is over, you are asked whether all is well' },
  place: { label: 'Place', hint: 'The address at which you can be found' },
  purpose: 'Purpose',
  buddy: { label: 'Buddy', hint: 'A colleague who is told too if you are overdue' },
  buddy_name: 'Buddy',
  state: 'State',
  outcome: 'Outcome',
  contact: 'Contact',
};

const risk: Labels<Risk> = {
  flags: { label: 'What is known', hint: 'Choose all that apply. "None known" is a statement too.' },
  detail: { label: 'In words', hint: 'What happened, and what helps' },
  about: 'Is it about the client or the address?',
  said_by: { label: 'Who said so?', hint: 'Name and organisation. Your own, if you know it yourself.' },
  said_on: { label: 'When did they say it?', hint: 'For example, 23 11 2026' },
  review_on: { label: 'Look at it again on', hint: 'For example, 23 5 2027' },
  expires_on: { label: 'No longer counts after', hint: 'Leave it empty if it has no end' },
};

const nearMiss: Labels<NearMiss> = {
  happened_at: 'When it happened',
  what: 'What nearly went wrong?',
  place: 'Where',
  visit: 'Visit',
  learned: 'What was learned from it?',
  learned_by: 'Who says so',
};

const supervision: Labels<Supervision> = {
  worker: 'With whom',
  worker_name: 'With whom',
  held_on: { label: 'When was it?', hint: 'For example, 23 11 2026' },
  cases: { label: 'Whom did you talk about?', hint: 'Choose all that apply' },
  agreed: { label: 'What did you agree?', hint: 'Only the two of you can read this' },
  done_by: { label: 'By when?', hint: 'Leave it empty if nothing has to be done by a day' },
};

/** A field without its label does not compile: that is all that a new field costs here. */
export const labels: { readonly [K in keyof Kinds]: Readonly<Record<string, Label>> } = {
  client,
  contact,
  note,
  review,
  question,
  conflict,
  caseload,
  held,
  decision,
  visit,
  risk,
  near_miss: nearMiss,
  supervision,
};
