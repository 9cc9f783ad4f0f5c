import type { Signal } from '@preact/signals';
import { Button } from './button';

interface ShowMoreProps {
  /** How many of the list are shown. */
  shown: Signal<number>;
  all: number;
  step: number;
  words: string;
}

/** Shows so many more of a long list; nothing once all of it is there. */
export function ShowMore({ shown, all, step, words }: ShowMoreProps) {
  if (all <= shown.value) return null;
  return (
    <Button
      look="secondary"
      onClick={() => {
        shown.value += step;
      }}
    >
      {words}
    </Button>
  );
}
