import type { ReviewRule } from '#domain/ageing';

/** Who may see the board. */
export function seesBoard(role: Person['role']): boolean {
  return role === 'monitor' || role === 'supervisor';
}

/** The person who is signed in, as the server describes them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'case_manager' | 'monitor' | 'supervisor' | 'administrator';
  readonly team: string | null;
  readonly teamName: string | null;
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly demo: boolean;
    readonly timeZone: string;
    /** Absent where this phone was signed in to by a build from before. */
    readonly reviewRule?: ReviewRule;
    /** With how many clients a case manager has enough; absent or null where nobody has said. */
    readonly caseloadLimit?: number | null;
  };
}
