import type { ReviewState } from '#domain/review';
import { Tag, type Tone } from '#parts/tag';
import { review as say } from '#text/en';

const tones: Readonly<Record<ReviewState, Tone>> = {
  new: 'calm',
  read: 'plain',
  returned: 'attention',
  answered: 'waiting',
  signed_off: 'good',
};

/** Where an item stands with its reviewers. */
export function ReviewTag({ state }: { state: ReviewState }) {
  return <Tag tone={tones[state]}>{say.state(state)}</Tag>;
}
