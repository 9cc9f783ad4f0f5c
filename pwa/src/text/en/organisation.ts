export const people = 'People';
export const peopleHelp = 'Who has an account here, and what each of them has looked at.';
export const peopleLead =
  'Choose somebody to see what they have looked at and changed. That you look is in the log too.';
export const asking = 'Asking…';
export const left = 'Account closed';
export const rules = 'Rules of the desk';
export const rulesHelp = 'When a note that waits is late, and how many clients are enough.';
export const rulesLead =
  'What waits longer than this is marked as late. Phones learn of a change when they are next opened.';
export const save = 'Save';
export const saved = 'Saved. These rules hold now.';
export const wrong = 'Give a whole number from 1.';

export const boxes = {
  read_days: { label: 'Days in which a note is to be read', hint: 'From when it reached the server' },
  answer_days: { label: 'Days in which a return is to be answered', hint: 'From when it was returned' },
  caseload_limit: {
    label: 'Clients that are enough for one case manager',
    hint: 'Leave it empty for no limit',
  },
} as const;

const ROLES: Readonly<Record<string, string>> = {
  case_manager: 'Case manager',
  monitor: 'Monitor',
  supervisor: 'Supervisor',
  administrator: 'Administrator',
};

/** Says as what somebody works here, and in which team. */
export function role(of: string, team: string | null): string {
  const words = ROLES[of] ?? of;
  return team === null ? words : `${words}, ${team}`;
}
