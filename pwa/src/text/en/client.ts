export const newHeading = 'Add a client';
export const saveNew = 'Add client';
export const save = 'Save details';
export const edit = 'Edit details';
export const details = 'Details';
export const allDetails = 'All details';
export const more = 'More details';
export const story = 'Story';
export const storyEmpty = 'No contacts or notes yet.';
export const writeNote = 'Write a note';
export const addContact = 'Add a contact';
export const showMore = 'Show earlier entries';
export const unknown = 'This is not on this phone';
export const conflictHere = 'Two people wrote different values';
export const settle = 'Settle it';
export const noText = 'Do not text';
export const noVoicemail = 'No voicemail';

/** The headings over groups of fields on the form. */
export const sections = {
  person: 'About them',
  reach: 'Address and phone',
  access: 'Language and reading',
  home: 'Home and work',
  health: 'Health',
  issues: 'Issues',
  referral: 'Referral',
  course: 'Stage and ending',
  rest: 'Other details',
};

/** Says how much of a section is filled. */
export function filled(count: number, of: number): string {
  return count === 0 ? 'nothing recorded' : `${count} of ${of} recorded`;
}

/** Names the editing page. */
export function editHeading(name: string): string {
  return `Edit details of ${name}`;
}

/** Offers a call. */
export function call(phone: string): string {
  return `Call ${phone}`;
}

/** Says how a client likes to be contacted. */
export function prefers(way: string): string {
  return `Prefers: ${way.charAt(0).toLowerCase()}${way.slice(1)}`;
}
