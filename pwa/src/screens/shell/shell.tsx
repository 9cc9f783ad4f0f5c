import type { ComponentChildren } from 'preact';
import { seesBoard } from '#domain/person';
import { DemoBanner } from '#parts/banner';
import { paths } from '#screens/common/paths';
import { person } from '#state/session';
import { shell as say } from '#text/en';
import { Bars } from './bars';
import { Menu } from './menu';
import { useTrail } from './trail';
import { Watched } from './watched';

/** What is around every page: the way past it, the name, the menu, the demo line, and what is received. */
export function Shell({ children }: { children: ComponentChildren }) {
  const someone = person.value;
  useTrail();
  return (
    <div class={someone === null ? 'page' : 'page page--menu'}>
      <a class="nhsuk-skip-link" href="#main">
        {say.skip}
      </a>
      <div class="top">
        <header class="head">
          <a class="head__name" href={paths.start}>
            <img src="/mark.svg" alt="" width="32" height="32" />
            {say.product}
          </a>
          {someone && <span class="head__person">{someone.name}</span>}
        </header>
        {someone && <Menu role={someone.role} />}
      </div>
      {someone?.organisation.demo && (
        <aside aria-label={say.demoLabel}>
          <DemoBanner words={say.demo} />
        </aside>
      )}
      <Bars />
      {someone && seesBoard(someone.role) && <Watched />}
      {children}
    </div>
  );
}
