import type { Outside } from '#domain/outside';
import { notedCount, notedMark } from '#storage/noted';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DATABASE = new RegExp(`^doorstep:${UUID}:${UUID}$`);
const FOLDER = new RegExp(`^doorstep-(${UUID})-(${UUID})$`);

/**
 * Names the databases of people who left something only here and whom this phone no longer knows: a browser that
 * empties its databases takes the list of people too, and leaves the second copies and the marks.
 */
export async function findStrangers(outside: Outside, known: readonly string[]): Promise<string[]> {
  const { files, marks } = outside;
  const marked = (marks?.names() ?? []).filter((name) => DATABASE.test(name) && hadSomething(outside, name));
  const folders = (await files?.folders().catch(() => [])) ?? [];
  const copied = await Promise.all(
    folders.map(async (folder) => {
      const names = FOLDER.test(folder) ? ((await files?.list(folder).catch(() => [])) ?? []) : [];
      return names.length > 0 ? [folder.replace(FOLDER, 'doorstep:$1:$2')] : [];
    }),
  );
  return [...new Set([...marked, ...copied.flat()])].filter((name) => !known.includes(name));
}

/** Whether something existed only here when that was last noted: unsent, begun, or pressed on a visit. */
function hadSomething(outside: Outside, name: string): boolean {
  const begun = notedCount(outside, name, 'drafts') + notedCount(outside, name, 'waiting-signals');
  return (notedMark(outside, name)?.unsent ?? 0) + begun > 0;
}
