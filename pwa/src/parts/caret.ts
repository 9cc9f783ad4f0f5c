import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Box = HTMLInputElement & HTMLTextAreaElement;

/** Keeps the cursor at its words when the text of a box is changed beneath it, because another window has typed. */
export function useCaret(text: string): RefObject<Box | null> {
  const box = useRef<Box>(null);
  const before = caretOf(box.current, text);
  useLayoutEffect(() => {
    if (before !== null) box.current?.setSelectionRange(before.from, before.to);
  });
  return box;
}

/** Where the cursor is to be, while the box still shows the text of before; null where it is not in the box. */
function caretOf(box: Box | null, text: string): { from: number; to: number } | null {
  if (box === null || box !== document.activeElement || box.value === text) return null;
  const { value, selectionStart, selectionEnd } = box;
  // Boxes for addresses of e-mail do not say.
  if (selectionStart === null || selectionEnd === null) return null;
  const moved = (at: number) =>
    text.startsWith(value.slice(0, at)) ? at : Math.max(0, text.length - value.length + at);
  return { from: moved(selectionStart), to: moved(selectionEnd) };
}
