import { useLayoutEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { person } from '#state/session';

/** One step of somebody through the app: the page, and the pages behind it in the browser's history, the last first. */
interface Step {
  readonly by: string;
  readonly url: string;
  readonly behind: readonly string[];
}

const LONGEST = 30;
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

const nowhere: Step = { by: '', url: '', behind: [] };
let here = nowhere;

/** Follows where the person goes, so that "Back" leads to the place where she was. It stands around every page. */
export function useTrail(): void {
  // The router knows whether a page was put upon the last or in its place, and its types do not say so.
  const { url, wasPush } = useLocation() as ReturnType<typeof useLocation> & { wasPush: boolean };
  const by = person.value?.id ?? '';
  useLayoutEffect(() => {
    const known: unknown = history.state?.trail;
    const before = here.by === by ? here : nowhere;
    const behind =
      wasPush && before !== nowhere ? [before.url, ...before.behind].slice(0, LONGEST) : before.behind;
    // A page that is come back to brings what is behind it. Another person's pages are nobody's way back.
    here = isStep(known, by) ? known : { by, url, behind };
    if (by === '') return;
    history.replaceState({ ...history.state, trail: here }, '');
  }, [url, wasPush, by]);
}

/**
 * How far back in the browser's history the page is from which somebody came to this one; null where it is not known.
 *
 * The page itself, its likes (one note after the other) and what lies beneath it are not where she came from.
 */
export function stepsBack({ url, behind }: Pick<Step, 'url' | 'behind'> = here): number | null {
  const own = shapeOf(url);
  const found = behind.findIndex((one) => shapeOf(one) !== own && !pathOf(one).startsWith(`${pathOf(url)}/`));
  return found === -1 ? null : found + 1;
}

/** Goes back on a plain click on the link `event` is about; where nothing is known, the link leads where it says. */
export function goBack(event: MouseEvent): void {
  const steps = stepsBack();
  if (steps === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  // The router listens further up, and would follow the link too.
  event.stopPropagation();
  history.go(-steps);
}

/** Goes to a page that comes instead of this one; where one came here from it, by going back to it. */
export function leaveFor(address: string, route: (address: string, replace: boolean) => void): void {
  const [last = ''] = here.behind;
  if (pathOf(last) === address) history.back();
  else route(address, true);
}

function isStep(known: unknown, by: string): known is Step {
  return typeof known === 'object' && known !== null && 'by' in known && known.by === by;
}

function shapeOf(url: string): string {
  return pathOf(url).replace(ID, ':id');
}

function pathOf(url: string): string {
  return url.replace(/[?#].*/, '');
}
