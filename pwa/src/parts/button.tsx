import type { ComponentChildren } from 'preact';

type Look = 'primary' | 'secondary';

const looks: Record<Look, string> = {
  primary: 'nhsuk-button',
  secondary: 'nhsuk-button nhsuk-button--secondary',
};

interface ButtonProps {
  look?: Look;
  type?: 'button' | 'submit';
  form?: string;
  busy?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

/** A button. While `busy` it stays in reach of the keyboard and does nothing, so that focus is not lost. */
export function Button({
  look = 'primary',
  type = 'button',
  form,
  busy = false,
  onClick,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={looks[look]}
      {...(form === undefined ? {} : { form })}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  look?: Look;
  href: string;
  children: ComponentChildren;
}

/** A link that looks like a button: it goes to another page. */
export function ButtonLink({ look = 'primary', href, children }: ButtonLinkProps) {
  return (
    <a class={looks[look]} href={href}>
      {children}
    </a>
  );
}
