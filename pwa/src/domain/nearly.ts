/** So short a word is nearly every other. */
const TELLING = 4;
/** From here on two slips are forgiven. */
const LONG = 8;

/** Whether a word is a name, or its beginning, written with a slip: a letter too many, too few, wrong, or two swapped. */
export function isNearly(word: string, name: string): boolean {
  if (word.length < TELLING) return name.startsWith(word);
  return slips(word, name) <= (word.length < LONG ? 1 : 2);
}

/** The fewest slips with which a word is a beginning of a name: the usual table, of which three lines are kept. */
function slips(word: string, name: string): number {
  let above: number[] = [];
  let line = Array.from({ length: name.length + 1 }, (_, at) => at);
  for (let row = 1; row <= word.length; row++) {
    const next = [row];
    for (let at = 1; at <= name.length; at++) {
      const wrong = word[row - 1] === name[at - 1] ? 0 : 1;
      const swapped = word[row - 1] === name[at - 2] && word[row - 2] === name[at - 1];
      next[at] = Math.min(
        cell(line, at) + 1,
        cell(next, at - 1) + 1,
        cell(line, at - 1) + wrong,
        swapped ? cell(above, at - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [above, line] = [line, next];
  }
  return Math.min(...line);
}

function cell(line: readonly number[], at: number): number {
  return line[at] ?? Number.POSITIVE_INFINITY;
}
