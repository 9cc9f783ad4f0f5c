import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Whether there is nothing here but a finger: then a page about keys is only in the way. */
export const isTouchOnly = globalThis.matchMedia?.('(hover: none) and (pointer: coarse)').matches ?? false;

/** Single letters may be in the way of who speaks to the computer: they can be put off. */
export const keysOn = signal(!isTouchOnly);

/** Does something when a key is pressed outside of any box. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = keys[event.key];
      if (act === undefined || !keysOn.peek() || isElsewhere(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

function isElsewhere({ altKey, ctrlKey, metaKey, target, repeat }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey || repeat) return true;
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}
