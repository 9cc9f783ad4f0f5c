import { useEffect, useRef } from 'preact/hooks';
import { form as say } from '#text/en';

export interface Problem {
  /** The id of the box to go to. */
  target: string | null;
  words: string;
}

/** What is wrong with a form, above it, each with a link to its box. It takes the focus whenever `attempt` grows. */
export function ErrorSummary({ problems, attempt }: { problems: Problem[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (problems.length === 0) return null;
  return (
    <div class="nhsuk-error-summary" tabIndex={-1} ref={box}>
      <div role="alert">
        <h2 class="nhsuk-error-summary__heading">{say.problem}</h2>
        <div class="nhsuk-error-summary__body">
          <ul class="nhsuk-list nhsuk-error-summary__list">
            {problems.map(({ target, words }) => (
              <li key={`${target} ${words}`}>
                {target === null ? (
                  words
                ) : (
                  <a href={`#${target}`} onClick={(event) => goTo(event, target)}>
                    {words}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

/** A box inside closed details cannot take the focus, so those are opened first. */
function goTo(event: Event, target: string): void {
  event.preventDefault();
  const box = document.getElementById(target);
  const details = box?.closest('details');
  if (details) details.open = true;
  box?.focus();
}
