import { signal } from '@preact/signals';

/** Whether the person is being asked if help is really wanted. */
export const asking = signal(false);
