interface BarsProps {
  rows: readonly { key: string; label: string; value: number; words: string }[];
}

/** How much of each: a bar, with the figure in words beside it for whoever does not see bars. */
export function Bars({ rows }: BarsProps) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul class="bars">
      {rows.map(({ key, label, value, words }) => (
        <li class="bars__row" key={key}>
          <span class="bars__label">{label}</span>
          <svg class="bars__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bars__whole" width="100" height="10" />
            <rect class="bars__part" width={(100 * value) / most} height="10" />
          </svg>
          <span class="bars__words">{words}</span>
        </li>
      ))}
    </ul>
  );
}
