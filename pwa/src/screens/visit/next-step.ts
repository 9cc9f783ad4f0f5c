import { useLayoutEffect, useRef } from 'preact/hooks';

/** Gives the focus to what is to be pressed next, where it fell with the button that led to this `step`. */
export function useNextStep(step: string): void {
  const before = useRef(step);
  useLayoutEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.steps')?.focus({ preventScroll: true });
  }, [step]);
}
