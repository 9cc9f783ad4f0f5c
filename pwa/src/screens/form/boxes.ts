import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

const shown = signal<readonly string[]>([]);

/** Says that the draft of this key has its boxes on the screen. */
export function useBoxes(key: string): void {
  // Before the screen is painted: what has its boxes is at no moment shown as left over.
  useLayoutEffect(() => {
    shown.value = [...shown.peek(), key];
    return () => {
      shown.value = shown.peek().toSpliced(shown.peek().lastIndexOf(key), 1);
    };
  }, [key]);
}

/** Whether a draft has its boxes on the screen. */
export function hasBoxes(key: string): boolean {
  return shown.value.includes(key);
}
