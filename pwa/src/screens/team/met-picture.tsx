import { glance as say } from '#text/en';

/** How long ago the clients of a caseload were last met: one bar, the darker the longer ago, and its key in words. */
export function MetPicture({ counts }: { counts: readonly number[] }) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let x = 0;
  return (
    <div class="met">
      <svg class="met__bar" viewBox={`0 0 ${all} 1`} preserveAspectRatio="none" aria-hidden="true">
        {counts.map((count, place) => {
          const part = (
            <rect key={say.met[place]} class={`met__part--${place}`} x={x} width={count} height="1" />
          );
          x += count;
          return part;
        })}
      </svg>
      <ul class="met__key" aria-label={say.metHeading}>
        {counts.map(
          (count, place) =>
            count > 0 && (
              <li key={say.met[place]}>
                <svg class="met__swatch" viewBox="0 0 1 1" aria-hidden="true">
                  <rect class={`met__part--${place}`} width="1" height="1" />
                </svg>
                {say.met[place]}: <strong>{count}</strong>
              </li>
            ),
        )}
      </ul>
    </div>
  );
}
