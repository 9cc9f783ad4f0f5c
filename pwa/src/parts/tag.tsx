export type Tone = 'calm' | 'good' | 'waiting' | 'attention' | 'plain';

const looks: Record<Tone, string> = {
  calm: 'nhsuk-tag--aqua-green',
  good: 'nhsuk-tag--green',
  waiting: 'nhsuk-tag--yellow',
  attention: 'nhsuk-tag--red',
  plain: 'nhsuk-tag--white',
};

/** A short mark. The words say it; the colour only helps. */
export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return <strong class={`nhsuk-tag ${looks[tone]}`}>{children}</strong>;
}
