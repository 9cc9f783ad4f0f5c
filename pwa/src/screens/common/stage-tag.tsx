import { Tag, type Tone } from '#parts/tag';
import { codes } from '#text/en';

const tones: Readonly<Record<string, Tone>> = { open: 'calm', engaging: 'calm', waiting: 'waiting' };

/** Where a case stands, wherever a client is shown. */
export function StageTag({ stage }: { stage: string | null | undefined }) {
  return stage ? <Tag tone={tones[stage] ?? 'plain'}>{codes('stage', stage)}</Tag> : null;
}
