export const heading = 'Notes of your team';
export const filters = 'Whose notes';
export const worker = 'Case manager';
export const client = 'Client';
export const everyone = 'Everyone';
export const allClients = 'All clients';
export const unreadOnly = 'Unread only';
export const none = 'No notes yet. They appear here as they are received.';
export const noneFiltered = 'No notes for this choice.';
export const clear = 'Show all notes';
export const conflicts = 'Conflicts';
export const seeConflicts = 'Settle conflicts';
export const showMore = 'Show earlier notes';

/** Counts the notes shown and how many of them nobody of the team's supervisors has read. */
export function count(notes: number, unread: number): string {
  const all = notes === 1 ? '1 note' : `${new Intl.NumberFormat('en-GB').format(notes)} notes`;
  return unread === 0
    ? `${all}, all read`
    : `${all}, ${new Intl.NumberFormat('en-GB').format(unread)} unread`;
}

/** Counts open conflicts. */
export function open(many: number): string {
  return many === 1 ? '1 value waits for your decision.' : `${many} values wait for your decision.`;
}

/** Names a note in the list by whom it is about and who wrote it. */
export function line(client: string, worker: string): string {
  return `${client}, by ${worker}`;
}

/** Says when what the note tells of happened. */
export function happened(when: string): string {
  return `Happened ${when}`;
}
