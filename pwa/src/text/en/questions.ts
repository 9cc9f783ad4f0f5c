import { reasons } from './access';

export const heading = 'Looks to ask about';
export const lead =
  'The log raised these by rule. None of them says that something was wrong, only that somebody should have looked.';
export const none = 'Nothing to ask about';
export const noneHelp = 'What the log raises by rule stands here until somebody has looked at it.';
export const looked = 'I have looked at this';
export const see = 'See them';

/** Counts looks. */
export function waiting(count: number): string {
  return count === 1 ? '1 look deserves a question.' : `${count} looks deserve a question.`;
}

const RULES: Readonly<Record<string, (who: string, client: string) => string>> = {
  without_link: (who, client) => `${who} opened ${client} without being their case manager`,
  same_name: (who, client) => `${who} has the same last name as ${client}`,
  same_address: (who, client) => `${who} has the same email address or phone number as ${client}`,
  many_clients: (who) => `${who} saw many more clients than usual`,
};

/** Says why a look deserves a question. */
export function about(rule: string, who: string, client: string): string {
  return RULES[rule]?.(who, client) ?? `${who} looked at ${client}`;
}

/** Says what else is known: the reason that was given, or how many clients it was. */
export function detail(known: Readonly<Record<string, unknown>>): string | null {
  const { reason, clients } = known;
  if (typeof clients === 'number') return `${clients} clients in a day`;
  if (typeof reason !== 'string') return null;
  return `Reason: ${reasons[reason as keyof typeof reasons]?.words.toLowerCase() ?? reason}`;
}
