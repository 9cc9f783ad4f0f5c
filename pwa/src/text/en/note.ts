export const newHeading = 'Write a note';
export const addendumHeading = 'Add an addendum';
export const mendHeading = 'Mend a note';
export const mend = 'Mend this note';
export const saveMended = 'Send it again';
export const sentMeanwhile =
  'This note has been sent as it stood, and is not changed any more. What you type here is added to it.';
export const addedInstead = 'Added to the note, which was sent as it stood.';
export const save = 'Save note';
export const saveAddendum = 'Save addendum';
export const finishedHint = 'A saved note is not changed any more. You can add to it later.';
export const heading = 'Note';
export const happened = 'Happened';
export const writtenBy = 'Written by';
export const savedAt = 'Saved';
export const receivedAt = 'Received';
export const notReceived = 'Not yet: it is on this phone';
export const about = 'About';
export const source = 'Source';
export const addenda = 'Addenda';
export const addAddendum = 'Add an addendum';
export const finished = 'A finished note is not changed. What came later is added to it.';
export const facts = 'About this note';
export const unknown = 'This note is not on this phone';
export const contact = 'Contact';
export const original = 'The note you add to';
export const more = 'When, and about what';

/** Names the note's page. */
export function of(client: string): string {
  return `Note about ${client}`;
}
