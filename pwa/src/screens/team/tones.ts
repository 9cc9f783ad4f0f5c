import type { Tone } from '#parts/tag';
import type { TeamDevice } from '#state/devices';

/** How the age of what a phone has unsent is coloured. */
export const tones: Readonly<Record<TeamDevice['age'], Tone>> = {
  none: 'good',
  fresh: 'plain',
  amber: 'waiting',
  red: 'attention',
};
