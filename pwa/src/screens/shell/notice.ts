import { signal } from '@preact/signals';

/** What was saved a moment ago, and the page on which that is said. */
export interface Notice {
  record: string;
  path: string;
}

export const notice = signal<Notice | null>(null);

/** Says on the page at an address that a record was saved, until the person goes on. */
export function announceSaved(record: string, address: string): void {
  notice.value = { record, path: address.replace(/\?.*/, '') };
}
