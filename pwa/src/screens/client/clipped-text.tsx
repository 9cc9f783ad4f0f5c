import { useSignal } from '@preact/signals';
import { records as say } from '#text/en';

/** From here on a text is clipped, and to so much of it: what is left out is never a line or two. */
const LONG = 900;
const GLANCE = 600;

/** Somebody's words in a story that is leafed through: of a long text its beginning, and all of it at a press. */
export function ClippedText({ text }: { text: string }) {
  const whole = useSignal(false);
  const isLong = text.length > LONG;
  return (
    <>
      <p class="prose">{isLong && !whole.value ? beginningOf(text) : text}</p>
      {isLong && (
        <p>
          <button
            type="button"
            class="clear"
            aria-expanded={whole.value}
            onClick={() => {
              whole.value = !whole.peek();
            }}
          >
            {whole.value ? say.showLess : say.showAll}
          </button>
        </p>
      )}
    </>
  );
}

/** The beginning of a text, up to the end of a word. */
function beginningOf(text: string): string {
  return `${text.slice(0, GLANCE).replace(/\s+\S*$/, '')} …`;
}
