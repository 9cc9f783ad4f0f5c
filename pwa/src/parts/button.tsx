import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

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
  /** What a press does. While a promise that it gives is open, another press does nothing: thumbs press twice. */
  onClick?: () => unknown;
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
  const works = useRef(false);
  const press = async () => {
    works.current = true;
    try {
      await onClick?.();
    } finally {
      works.current = false;
    }
  };
  return (
    <button
      type={type}
      class={looks[look]}
      {...(form === undefined ? {} : { form })}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy || works.current) event.preventDefault();
        else void press();
      }}
    >
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  look?: Look;
  href: string;
  onClick?: (event: MouseEvent) => void;
  children: ComponentChildren;
}

/** A link that looks like a button: it goes to another page. */
export function ButtonLink({ look = 'primary', href, onClick, children }: ButtonLinkProps) {
  return (
    <a class={looks[look]} href={href} onClick={onClick}>
      {children}
    </a>
  );
}
