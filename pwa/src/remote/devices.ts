import type { Outside } from '#domain/outside';
import { ask, type Outcome } from '#remote/request';

/** One person's app on one phone, as the server knows it. */
export interface DeviceCard {
  readonly id: string;
  readonly user: string;
  readonly user_name: string;
  readonly name: string;
  readonly last_seen: string;
  readonly revoked: string | null;
  /** What it last said it had unsent; null where it has not said since it was asked. */
  readonly unsent: number | null;
  readonly oldest_unsent: string | null;
  /** How many clients differed in comparisons with the server. */
  readonly differences: number;
  /** How many of its changes came under a number that it had used already. */
  readonly copied: number;
  /** When it said that its storage was emptied, and how many of its changes are missing since. */
  readonly emptied: string | null;
  readonly missing: number;
}

/** Asks for the devices that this person may see. */
export function fetchDevices(outside: Outside): Promise<Outcome<{ devices: DeviceCard[] }>> {
  return ask(outside, { method: 'GET', path: '/api/v1/devices' });
}
