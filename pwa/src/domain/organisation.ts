import type { Person } from '#domain/person';

/** Somebody with an account in the organisation; `active` is false once it is closed. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: Person['role'];
  readonly team_name: string | null;
  readonly active: boolean;
}

/** When a note is to be read and a return answered, in days; how many clients are enough, or null. */
export interface DeskRules {
  readonly read_days: number;
  readonly answer_days: number;
  readonly caseload_limit: number | null;
}

export const RULES = ['read_days', 'answer_days', 'caseload_limit'] as const;
const MOST: Readonly<Record<keyof DeskRules, number>> = {
  read_days: 365,
  answer_days: 365,
  caseload_limit: 1000,
};

/** Reads what was typed for the rules; `wrong` names the boxes in which there is no fitting number. */
export function readRules(typed: Readonly<Record<keyof DeskRules, string>>): {
  rules: DeskRules;
  wrong: (keyof DeskRules)[];
} {
  const numberIn = (rule: keyof DeskRules) => Number(typed[rule].trim() || Number.NaN);
  const rules: DeskRules = {
    read_days: numberIn('read_days'),
    answer_days: numberIn('answer_days'),
    caseload_limit: typed.caseload_limit.trim() === '' ? null : numberIn('caseload_limit'),
  };
  const wrong = RULES.filter((rule) => rules[rule] !== null && !isCount(rules[rule], MOST[rule]));
  return { rules, wrong };
}

function isCount(value: number | null, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
}
