import type { ComponentChildren } from 'preact';

interface TimelineItemProps {
  /** The instant in UTC, and how it is said. */
  at: string;
  when: string;
  title: string;
  href?: string;
  marks?: ComponentChildren;
  children?: ComponentChildren;
  look?: 'note' | 'contact';
}

/** One entry of a story: when, what, its marks and its words. */
export function TimelineItem({ at, when, title, href, marks, children, look = 'note' }: TimelineItemProps) {
  return (
    <li class={`timeline-item timeline-item--${look}`}>
      <h3 class="timeline-item__title">{href === undefined ? title : <a href={href}>{title}</a>}</h3>
      <p class="timeline-item__when">
        <time dateTime={at}>{when}</time>
        {marks}
      </p>
      {children}
    </li>
  );
}
