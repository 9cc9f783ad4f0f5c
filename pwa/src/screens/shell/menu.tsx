import { useLocation } from 'preact-iso';
import type { Person } from '#domain/person';
import { openConflicts } from '#screens/common/open-conflicts';
import { paths } from '#screens/common/paths';
import { shell as say } from '#text/en';

interface Place {
  href: string;
  words: string;
  count?: number;
  /** Further addresses that belong to it. */
  covers?: readonly string[];
}

/** The places of the app for a role: at the thumb on a phone, on top on a desk. */
export function Menu({ role }: { role: Person['role'] }) {
  const { path } = useLocation();
  return (
    <nav class="menu" aria-label={say.mainMenu}>
      <ul class="menu__list">
        {placesOf(role).map(({ href, words, count = 0, covers = [] }) => (
          <li key={href}>
            <a
              class="menu__link"
              href={href}
              {...([href, ...covers].some((one) => isHere(path, one)) ? { 'aria-current': 'page' } : {})}
            >
              {words}
              {count > 0 && (
                <span class="menu__count">
                  {count}
                  <span class="nhsuk-u-visually-hidden"> {say.toSettle}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const WATCH = [paths.alert(''), paths.duty, paths.nearMisses, paths.risks, paths.policy, paths.reports];

const HOME = [paths.looks, paths.people, paths.deskRules, paths.worker('')];

const NOTES = [paths.review(''), paths.question(''), paths.looks, paths.held];

const RULING: readonly Place[] = [
  { href: paths.policy, words: say.places.rules },
  { href: paths.reports, words: say.places.reports },
];

function placesOf(role: Person['role']): Place[] {
  const phone = { href: paths.phone, words: say.places.phone };
  const clients = { href: paths.clients, words: say.places.clients };
  if (role === 'case_manager') return [{ href: paths.start, words: say.places.today }, clients, phone];
  const duty = { href: paths.duty, words: say.places.duty };
  const board = { href: paths.start, words: say.places.board, covers: [paths.board, paths.alert('')] };
  if (role === 'monitor') return [board, duty, phone];
  if (role === 'administrator')
    return [{ href: paths.start, words: say.places.home, covers: HOME }, duty, ...RULING, phone];
  const conflicts = { href: paths.conflicts, words: say.places.conflicts, count: openConflicts.value.length };
  const team = { href: paths.team, words: say.places.team };
  const watch = { href: paths.board, words: say.places.watch, covers: WATCH };
  const notes = { href: paths.start, words: say.places.notes, covers: NOTES };
  return [notes, clients, conflicts, team, watch, phone];
}

function isHere(path: string, href: string): boolean {
  return href === paths.start ? path === href : path.startsWith(href);
}
