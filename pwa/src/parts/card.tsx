import type { ComponentChildren } from 'preact';

interface CardProps {
  heading: string;
  id?: string;
  /** Makes the edge speak: something is asked of the reader. */
  urgent?: boolean;
  children: ComponentChildren;
}

/** A section of a screen with its heading. */
export function Card({ heading, id, urgent = false, children }: CardProps) {
  return (
    <section id={id} class={urgent ? 'card card--urgent' : 'card'}>
      <h2 class="card__heading">{heading}</h2>
      {children}
    </section>
  );
}

/** A line of a list that is one large target: the link covers all of it. */
export function Entry({
  href,
  title,
  children,
}: {
  href: string;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <li class="entry">
      <a class="entry__link" href={href}>
        {title}
      </a>
      {children}
    </li>
  );
}
