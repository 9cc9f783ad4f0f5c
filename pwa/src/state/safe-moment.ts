import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';

const forms = signal(0);
const saves = signal(0);

/** Whether the app may be replaced now: no form is open, and nothing is being saved. */
const safe: ReadonlySignal<boolean> = computed(() => forms.value === 0 && saves.value === 0);

/** Says that a form is open, whose answers stand nowhere else yet; the answer says that it is no more. */
export function openForm(): () => void {
  forms.value += 1;
  let open = true;
  return () => {
    if (open) forms.value -= 1;
    open = false;
  };
}

/** Waits for something that is being saved. */
export async function whileSaving<T>(work: Promise<T>): Promise<T> {
  saves.value += 1;
  try {
    return await work;
  } finally {
    saves.value -= 1;
  }
}

/** Runs once it is safe to replace the app: now, or later. */
export function whenSafe(run: () => void): void {
  if (safe.peek()) {
    run();
    return;
  }
  const stop = effect(() => {
    // Not in the middle of whatever made it safe: that may be about to begin something else.
    if (safe.value) queueMicrotask(() => again());
  });
  const again = () => {
    stop();
    whenSafe(run);
  };
}
