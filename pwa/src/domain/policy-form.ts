import type { Policy } from '#domain/policy';

/** How a part of the policy is typed. The server keeps seconds; people think in minutes and days. */
type Unit = 'minutes' | 'list' | 'days' | 'whole' | 'text';

export interface Part {
  readonly name: keyof Policy;
  /** Which step, for a part that has several. */
  readonly step?: number;
  readonly unit: Unit;
}

const one = (name: keyof Policy, unit: Unit = 'minutes'): Part => ({ name, unit });
const steps = (name: 'ladder_s' | 'urgent_ladder_s'): Part[] =>
  [1, 2, 3].map((step) => ({ name, step, unit: 'minutes' }));

/** Every part that can be changed, in the order in which it is read. The first step is always at once. */
export const PARTS: readonly Part[] = [
  one('warnings_s', 'list'),
  one('grace_s'),
  one('flagged_grace_s'),
  one('no_contact_s'),
  one('extend_most_min', 'whole'),
  ...steps('ladder_s'),
  ...steps('urgent_ladder_s'),
  one('broadcast_every_s'),
  one('owned_s'),
  one('urgent_owned_s'),
  one('pause_s'),
  one('stand_down_s'),
  one('nobody_watching_s'),
  one('drill_every_s', 'days'),
  one('monitor_name', 'text'),
  one('monitor_phone', 'text'),
  one('monitor_sms', 'text'),
];

/** The name of the box in which a part is typed. */
export function boxOf({ name, step }: Part): string {
  return step === undefined ? name : `${name}-${step}`;
}

const DAY_S = 86_400;

/** Gives what stands in the box of a part. */
export function typedOf(part: Part, policy: Policy): string {
  const value = partOf(part, policy);
  if (Array.isArray(value)) return value.map((seconds) => minutes(seconds)).join(', ');
  if (part.unit === 'minutes') return minutes(Number(value));
  return part.unit === 'days' ? String(Number(value) / DAY_S) : String(value);
}

/** Gives the value of a part, one step of it where it has several. */
export function partOf({ name, step }: Part, policy: Policy): Policy[keyof Policy] {
  const value = policy[name];
  return step !== undefined && Array.isArray(value) ? value[step] : value;
}

/** Gives the parts that differ from the policy, and the boxes in which stands what cannot be read. */
export function readBoxes(
  policy: Policy,
  typed: Readonly<Record<string, string>>,
): { changes: Partial<Policy>; wrong: readonly string[] } {
  const changes: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const part of PARTS) {
    const said = typed[boxOf(part)];
    if (said === undefined || said.trim() === typedOf(part, policy)) continue;
    const value = read(part, said.trim());
    if (value === null) wrong.push(boxOf(part));
    else changes[part.name] = part.step === undefined ? value : stepped(part, changes, policy, value);
  }
  return { changes: changes as Partial<Policy>, wrong };
}

function stepped(part: Part, changes: Record<string, unknown>, policy: Policy, value: unknown): unknown[] {
  const before = (changes[part.name] ?? policy[part.name]) as readonly unknown[];
  return before.map((old, index) => (index === part.step ? value : old));
}

function read({ unit }: Part, said: string): unknown {
  switch (unit) {
    case 'text':
      return said;
    case 'list':
      return listOf(said);
    case 'whole':
      return /^\d+$/.test(said) ? Number(said) : null;
    case 'days':
      return times(said, DAY_S);
    default:
      return times(said, 60);
  }
}

function listOf(said: string): number[] | null {
  const all = said.split(/[,\s]+/).map((piece) => times(piece, 60));
  return all.some((seconds) => seconds === null) ? null : (all as number[]);
}

function times(said: string, unit: number): number | null {
  return /^\d+([.,]\d+)?$/.test(said) ? Math.round(Number(said.replace(',', '.')) * unit) : null;
}

function minutes(seconds: number): string {
  return String(Math.round((seconds / 60) * 100) / 100);
}
