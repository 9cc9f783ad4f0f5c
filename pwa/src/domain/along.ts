import type { Watcher } from '#domain/signal';

/**
 * Who of those that are told of an alarm about her may be the one who goes along, by the name that she typed.
 *
 * Any name in common counts: to ask once too often costs nothing, and an alarm beside her may.
 */
export function toldBeside(
  along: string,
  watching: readonly Watcher[] | null,
  buddy: string | null,
): { readonly name: string; readonly is: 'watcher' | 'buddy' } | null {
  const typed = new Set(wordsOf(along));
  const may = (name: string) => wordsOf(name).some((word) => typed.has(word));
  const watcher = watching?.find(({ name }) => may(name));
  if (watcher !== undefined) return { name: watcher.name, is: 'watcher' };
  return buddy !== null && may(buddy) ? { name: buddy, is: 'buddy' } : null;
}

function wordsOf(name: string): string[] {
  return (
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]{2,}/gu) ?? []
  );
}
