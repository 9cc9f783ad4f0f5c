type Boxes = Readonly<Record<string, unknown>>;

/** A change of a text: the characters from one place to another have given way to these. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

/**
 * Joins what two windows have typed on top of `base`, so that nothing of either is lost.
 *
 * A box that only one of them has changed is that one's, and so is what was seen of it. Of words that both have
 * changed, both stay: `glue` in a draft says of its boxes with words what to put between them. Of anything else counts
 * what was typed later.
 */
export function joined(base: Boxes, mine: Boxes, theirs: Boxes, isMineLater: boolean): Boxes {
  const later = isMineLater ? mine : theirs;
  if (!mine.values || !theirs.values) return later;
  const older = String(mine.begun) < String(theirs.begun) ? mine : theirs;
  const shown: Record<string, unknown> = { ...boxesOf(older.shown) };
  const values: Record<string, unknown> = {};
  for (const name of Object.keys({ ...theirs.values, ...mine.values })) {
    const [was, own, other] = [base, mine, theirs].map((one) => boxesOf(one.values)[name]);
    const both = () =>
      joinedTexts(was ?? '', own, other, boxesOf(mine.glue)[name]) ??
      joinedComments(was ?? [], own, other) ??
      boxesOf(later.values)[name];
    const only = isSame(own, was) ? theirs : isSame(other, was) ? mine : null;
    values[name] = only === null ? both() : boxesOf(only.values)[name];
    // Nothing is replaced that one of the two has not seen.
    shown[name] = boxesOf((only ?? older).shown)[name];
  }
  return { ...mine, begun: older.begun, shown: inBoth(mine.shown, theirs.shown, shown), values };
}

/** What one of them had to forget is forgotten. */
function inBoth(mine: unknown, theirs: unknown, shown: Boxes): Boxes | undefined {
  return mine && theirs ? shown : undefined;
}

function joinedTexts(was: unknown, own: unknown, other: unknown, glue: unknown): string | null {
  const texts = [was, own, other, glue];
  if (!texts.every((text) => typeof text === 'string')) return null;
  const [base, mine, theirs, between] = texts as [string, string, string, string];
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  const before = [...base];
  const edits = [theirs, mine].map((text) => editOf(before, [...text]));
  const [one, two] = edits.sort((first, second) => first.from - second.from) as [Edit, Edit];
  // Where both have changed the same words, there is no telling which of them belong together.
  if (one.to > two.from) return theirs + between + mine;
  const gap = one.to === two.from ? [between] : before.slice(one.to, two.from);
  return [...before.slice(0, one.from), ...one.by, ...gap, ...two.by, ...before.slice(two.to)].join('');
}

/** Comments have words of their own, each at its place. */
function joinedComments(was: unknown, own: unknown, other: unknown): unknown {
  if (![was, own, other].every(areComments)) return null;
  const [mine, theirs] = [placed(own), placed(other)];
  const glue = Object.fromEntries(Object.keys({ ...mine, ...theirs }).map((place) => [place, '\n']));
  const { values } = joined({ values: placed(was) }, { values: mine, glue }, { values: theirs }, true);
  const said = Object.entries(boxesOf(values)).filter(([, text]) => text !== undefined);
  return said.map(([place, text]) => ({ ...JSON.parse(place), text }));
}

function placed(comments: unknown): Boxes {
  const list = comments as Boxes[];
  return Object.fromEntries(list.map(({ text, ...place }) => [JSON.stringify(place), text]));
}

function areComments(thing: unknown): boolean {
  return Array.isArray(thing) && thing.every((one) => typeof boxesOf(one).text === 'string');
}

/** What has been changed to make one text of another, character by character: half an emoji is none. */
function editOf(before: readonly string[], after: readonly string[]): Edit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < most - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, by: after.slice(from, after.length - end) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function boxesOf(thing: unknown): Boxes {
  return typeof thing === 'object' && thing !== null ? (thing as Boxes) : {};
}
