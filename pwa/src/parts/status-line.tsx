export type StatusTone = 'calm' | 'waiting' | 'amber' | 'red';

interface StatusLineProps {
  label: string;
  tone: StatusTone;
  words: string[];
  href: string;
}

/** One line, always on screen, that says what is received and what waits on this phone. */
export function StatusLine({ label, tone, words, href }: StatusLineProps) {
  return (
    <section class={`status-line status-line--${tone}`} aria-label={label}>
      <a class="status-line__link" href={href}>
        {words.join(' · ')}
      </a>
    </section>
  );
}
