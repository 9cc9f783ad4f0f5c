import { signal } from '@preact/signals';

/** What was saved a moment ago, and the page on which that is said. */
export interface Notice {
  record: string;
  path: string;
  /** What was done, where that is not plain from the page. */
  words: string | null;
  /** What was saved, in a word; null where `words` say it. */
  what: string | null;
}

export const notice = signal<Notice | null>(null);

/** Says on the page at an address that a record was saved, until the person goes on: `words` what that did, `what` it is. */
export function announceSaved(
  record: string,
  address: string,
  { words = null, what = null }: Partial<Pick<Notice, 'words' | 'what'>>,
): void {
  notice.value = { record, path: address.replace(/\?.*/, ''), words, what };
}
