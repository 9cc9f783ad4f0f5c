import { signal } from '@preact/signals';

/** The address of somebody who has just set their password here, and signs in next. It stands in no web address. */
export const invited = signal<string | null>(null);
