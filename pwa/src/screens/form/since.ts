import { type Label, form as say } from '#text/en';

/** A box's label, with what somebody else has set it to since it was typed into. */
export function withSince(label: Label, since: string | undefined): Label {
  if (since === undefined) return label;
  const { label: words, hint } = typeof label === 'string' ? { label, hint: null } : label;
  return { label: words, hint: [hint, say.since(since)].filter(Boolean).join('. ') };
}
