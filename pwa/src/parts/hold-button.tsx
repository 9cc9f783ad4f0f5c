import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

interface HoldButtonProps {
  words: string;
  /** What it says after one press of a key, or of a device that cannot hold. */
  again: string;
  hint: string;
  busy?: boolean;
  onHeld: () => void;
}

const HOLD_MS = 900;

/** A button that a pocket does not press: it is held until it is full, or by keyboard pressed twice. */
export function HoldButton({ words, again, hint, busy = false, onHeld }: HoldButtonProps) {
  const state = useSignal<'rest' | 'held' | 'asked'>('rest');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hold = () => {
    if (busy) return;
    state.value = 'held';
    timer.current = setTimeout(() => {
      state.value = 'rest';
      onHeld();
    }, HOLD_MS);
  };
  const release = () => {
    clearTimeout(timer.current);
    if (state.peek() === 'held') state.value = 'rest';
  };
  const press = () => {
    if (busy) return;
    if (state.peek() === 'asked') onHeld();
    state.value = state.peek() === 'asked' ? 'rest' : 'asked';
  };
  return (
    <>
      <button
        type="button"
        class={state.value === 'held' ? 'nhsuk-button hold hold--held' : 'nhsuk-button hold'}
        aria-describedby="hold-hint"
        aria-disabled={busy}
        onPointerDown={hold}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onContextMenu={(event) => event.preventDefault()}
        // A press by keyboard, voice or switch is a click without a pointer.
        onClick={(event) => event.detail === 0 && press()}
      >
        <span class="hold__words">{state.value === 'asked' ? again : words}</span>
      </button>
      <p class="quiet" id="hold-hint">
        {hint}
      </p>
    </>
  );
}
