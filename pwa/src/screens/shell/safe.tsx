import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { Button } from '#parts/button';
import { paths } from '#screens/common/paths';
import { shell as say } from '#text/en';

/** Keeps a screen that fails from taking the rest along: the status line stays, and there is a way on. */
export function Safe({ children }: { children: ComponentChildren }) {
  const [failure, tryAgain] = useErrorBoundary();
  if (failure === undefined) return <>{children}</>;
  return (
    <main id="main" class="page__main">
      <h1 class="nhsuk-heading-l">{say.failed}</h1>
      <p>{say.failedHelp}</p>
      <div class="banner__actions">
        <Button onClick={tryAgain}>{say.tryAgain}</Button>
        <p>
          <a class="card__action" href={paths.start} onClick={tryAgain}>
            {say.toStart}
          </a>
        </p>
      </div>
    </main>
  );
}
