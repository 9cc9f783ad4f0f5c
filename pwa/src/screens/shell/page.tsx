import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { shell as say } from '#text/en';
import { asking } from './asking';
import { LeftOver } from './left-over';
import { notice } from './notice';
import { SavedNotice } from './saved-notice';
import { goBack } from './trail';
import { arrive } from './way';

interface PageProps {
  title: string;
  /** A line above the heading. */
  caption?: string | undefined;
  /** Where "Back" leads whoever did not come here from another page of the app. */
  back?: string;
  /** What a person mostly comes here to do: at the thumb on a phone. */
  actions?: ComponentChildren;
  /** What belongs here is still on its way: nothing is left over yet. */
  waiting?: boolean;
  children: ComponentChildren;
}

let opened = false;

/** A page of the app: its title, its heading, which takes the focus after going there, and its actions. */
export function Page({ title, caption, back, actions, waiting = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { path } = useLocation();
  useEffect(() => {
    document.title = say.title(title);
  }, [title]);
  // Before the effects of what stands on it, which may look for a place of their own.
  useLayoutEffect(() => arrive(path), [path]);
  useEffect(() => {
    // The first page of all leaves the focus where the browser put it.
    if (opened) heading.current?.focus({ preventScroll: true });
    opened = true;
    if (notice.value !== null && notice.value.path !== path) notice.value = null;
  }, [path]);
  return (
    <main id="main" class="page__main" tabIndex={-1}>
      {back !== undefined && (
        <a class="nhsuk-back-link" href={back} onClick={goBack}>
          {say.back}
        </a>
      )}
      <h1 class="nhsuk-heading-l" tabIndex={-1} ref={heading}>
        {caption !== undefined && <span class="nhsuk-caption-l">{caption}</span>}
        {title}
      </h1>
      <div class="page__body">
        <SavedNotice path={path} />
        {children}
        {!waiting && <LeftOver />}
      </div>
      {actions !== undefined && !asking.value && <div class="actions">{actions}</div>}
    </main>
  );
}
