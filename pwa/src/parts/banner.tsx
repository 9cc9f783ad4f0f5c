import type { ComponentChildren } from 'preact';

interface BannerProps {
  label: string;
  tone?: 'calm' | 'amber' | 'good';
  children: ComponentChildren;
}

/** Something worth knowing on this page, with what can be done about it. */
export function Banner({ label, tone = 'calm', children }: BannerProps) {
  return (
    <section class={`banner banner--${tone}`} aria-label={label}>
      {children}
    </section>
  );
}

/** The line over every page that shows invented people. */
export function DemoBanner({ words }: { words: string }) {
  return <p class="demo-banner">{words}</p>;
}
