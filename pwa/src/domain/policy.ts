/** How soon whom: seconds, and minutes where the name says so. The names are the server's. */
export interface Policy {
  readonly grace_s: number;
  readonly flagged_grace_s: number;
  readonly no_contact_s: number;
  readonly warnings_s: readonly number[];
  readonly extend_most_min: number;
  readonly ladder_s: readonly number[];
  readonly urgent_ladder_s: readonly number[];
  readonly broadcast_every_s: number;
  readonly owned_s: number;
  readonly urgent_owned_s: number;
  readonly pause_s: number;
  readonly stand_down_s: number;
  readonly nobody_watching_s: number;
  readonly drill_every_s: number;
  readonly monitor_name: string;
  readonly monitor_phone: string;
  readonly monitor_sms: string;
}

/** The policy in force, and a change of it that waits for a second person. */
export interface PolicyInForce {
  readonly version: number;
  readonly policy: Policy;
  readonly made_by_name: string | null;
  readonly made_at: string | null;
  readonly confirmed_by_name: string | null;
  readonly in_force_from: string | null;
  readonly waiting: Waiting | null;
}

interface Waiting {
  readonly version: number;
  readonly policy: Policy;
  readonly less_safe: readonly string[];
  readonly made_by: string;
  readonly made_by_name: string;
  readonly made_at: string;
}
