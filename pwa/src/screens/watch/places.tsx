import { useLocation } from 'preact-iso';
import { paths } from '#screens/common/paths';
import { person } from '#state/session';
import { watch as say } from '#text/en';

const PLACES = [
  { href: paths.board, words: say.places.board },
  { href: paths.duty, words: say.places.duty },
  { href: paths.nearMisses, words: say.places.nearMisses },
  { href: paths.risks, words: say.places.risks },
  { href: paths.reports, words: say.places.reports },
  { href: paths.policy, words: say.places.policy },
];

/** For a supervisor, whose menu has no room for them: the places of the watch. */
export function WatchPlaces() {
  const { path } = useLocation();
  if (person.value?.role !== 'supervisor') return null;
  return (
    <nav class="places" aria-label={say.places.label}>
      <ul class="places__list">
        {PLACES.map(({ href, words }) => (
          <li key={href}>
            <a class="places__link" href={href} {...(path === href ? { 'aria-current': 'page' } : {})}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
