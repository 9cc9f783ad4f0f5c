import { paths } from '#screens/common/paths';
import { desk as say } from '#text/en';
import { type Choice, counts, lists, queryOf, SHOWS } from './queue';

/** The lists of the desk, each with how much is in it under the filters that are set. */
export function Lists({ choice }: { choice: Choice }) {
  const many = counts(lists.value, choice);
  return (
    <nav class="desk__lists" aria-label={say.lists}>
      {SHOWS.map((show) => (
        <a
          key={show}
          class="desk__list"
          href={paths.desk(queryOf({ ...choice, show }))}
          aria-current={show === choice.show ? 'page' : undefined}
        >
          {say.show(show)} <span class="desk__number">{say.many(many[show])}</span>
        </a>
      ))}
    </nav>
  );
}
