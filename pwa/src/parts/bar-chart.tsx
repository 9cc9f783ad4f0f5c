interface BarChartProps {
  rows: readonly { key: string; label: string; value: number; words: string }[];
}

/** How much of each: a bar, with the figure in words beside it for whoever does not see bars. */
export function BarChart({ rows }: BarChartProps) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul class="bar-chart">
      {rows.map(({ key, label, value, words }) => (
        <li class="bar-chart__row" key={key}>
          <span class="bar-chart__label">{label}</span>
          <svg class="bar-chart__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-chart__whole" width="100" height="10" />
            <rect class="bar-chart__part" width={(100 * value) / most} height="10" />
          </svg>
          <span class="bar-chart__words">{words}</span>
        </li>
      ))}
    </ul>
  );
}
