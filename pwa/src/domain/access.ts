/** Why somebody opens a client who is not theirs. */
export const REASONS = ['cover', 'emergency', 'safeguarding', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** What is known already of a client whom one looks for: the surname and one thing more. */
export interface Sought {
  readonly reason: Reason;
  readonly last_name: string;
  readonly first_name: string;
  readonly date_of_birth: string;
  readonly postcode: string;
}

/** Enough of a client to know whether it is the right one. */
export interface Found {
  readonly id: string;
  readonly known_as: string;
  readonly last_name: string | null;
  readonly born: number | null;
}

/** A look that deserves a question, and why. */
export interface Question {
  readonly id: string;
  readonly at: string;
  readonly rule: string;
  readonly name: string | null;
  readonly client: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}
