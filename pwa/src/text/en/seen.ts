export const who = (name: string) => `Who has seen ${name}’s records`;
export const what = (name: string) => `What ${name} has seen`;
export const whoLink = 'Who has seen these records?';
export const whatLink = 'What have they seen?';
export const lead =
  'Every look, delivery and change, and nothing of what was in it. That you look here is in the log too.';
export const entries = 'In the log';
export const none = 'Nothing in the log.';
export const asking = 'Asking…';
export const older = 'Show older';
export const nobody = 'Nobody signed in';
export const refused = 'Refused';
export const unknown = 'Nobody of your team has this address';

const VERBS: Readonly<Record<string, string>> = {
  viewed: 'Looked',
  delivered: 'Received on a device',
  searched: 'Searched',
  exported: 'Exported',
  changed: 'Wrote or changed',
  signed_in: 'Signed in',
  sign_in_failed: 'Failed to sign in',
  signed_out: 'Signed out',
  administered: 'Administered',
};

const PURPOSES: Readonly<Record<string, string>> = {
  casework: 'casework',
  watch: 'the watch',
  supervision: 'supervision',
  administration: 'administration',
  own_account: 'their own account',
};

const ROLES: Readonly<Record<string, string>> = {
  case_manager: 'case manager',
  supervisor: 'supervisor',
  monitor: 'monitor',
  administrator: 'administrator',
};

const KINDS: Readonly<Record<string, string>> = {
  client: 'their page',
  contact: 'a contact',
  note: 'a note',
  visit: 'a visit',
  risk: 'a risk',
  near_miss: 'a near miss',
  conflict: 'a conflict',
  review: 'a review',
  question: 'a question',
  supervision: 'a session of supervision',
  held: 'a change in the tray',
};

/** Says what stood on somebody's screen. */
export function lookedAt(kind: string | null): string {
  return `Looked at ${KINDS[kind ?? ''] ?? 'a list'}`;
}

export const foundBySearch = 'Found by a search on a phone';
export const exported = 'Saved to a file on a phone';

/** Says what somebody did, to how many records. */
export function did(verb: string, kind: string | null, records: number): string {
  if (kind === 'password') return 'Set a new password by a link';
  const what = VERBS[verb] ?? verb;
  if (records === 0) return what;
  return `${what}: ${records} ${records === 1 ? 'record' : 'records'}`;
}

/** Names who it was, and as what. */
export function by(name: string | null, role: string | null): string {
  if (name === null) return nobody;
  return role === null ? name : `${name}, ${ROLES[role] ?? role}`;
}

/** Says when, and for what. */
export function when(at: string, purpose: string): string {
  return `${at}, for ${PURPOSES[purpose] ?? purpose}`;
}

/** Says when it happened on a phone without a network. */
export function onPhone(at: string): string {
  return `On the phone: ${at}`;
}
