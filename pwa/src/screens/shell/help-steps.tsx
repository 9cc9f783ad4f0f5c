import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '#parts/button';
import { zone } from '#screens/common/place';
import { monitor, type Panic } from '#state/help';
import { help as say, visit } from '#text/en';

interface AskHelpProps {
  practice?: boolean;
  question: string;
  /** What happens when it is answered with yes. */
  means: string;
  onCall: () => Promise<void>;
  onClose: () => void;
  /** Other ways to get help. */
  children?: ComponentChildren;
}

/** Asks whether help is really wanted. */
export function AskHelp({ practice = false, question, means, onCall, onClose, children }: AskHelpProps) {
  const head = useRef<HTMLParagraphElement>(null);
  const sending = useSignal(false);
  // Not on the button itself, and before the next key: whoever presses one twice has neither called nor gone back.
  useLayoutEffect(() => {
    head.current?.focus({ preventScroll: true });
    head.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const call = async () => {
    sending.value = true;
    await onCall();
    onClose();
  };
  return (
    <section class={`${lookOf(practice)} help--asking`} aria-label={question}>
      <div class="help__inner">
        <p class="help__head" tabIndex={-1} ref={head}>
          {question}
        </p>
        <p role="status">{means}</p>
        <button
          type="button"
          class="nhsuk-button nhsuk-button--red"
          aria-disabled={sending.value}
          onClick={() => !sending.peek() && void call()}
        >
          {say.yes}
        </button>
        {!practice && <p class="quiet">{say.notClaimed}</p>}
        {children}
        <Button look="secondary" onClick={onClose}>
          {say.no}
        </Button>
      </div>
    </section>
  );
}

interface HelpCalledProps {
  practice?: boolean;
  label: string;
  call: Panic;
  children: ComponentChildren;
}

/** Says how a call for help stands. */
export function HelpCalled({ practice = false, label, call, children }: HelpCalledProps) {
  const { at, received } = call;
  return (
    <section class={isBrief(call) ? `${lookOf(practice)} help--brief` : lookOf(practice)} aria-label={label}>
      <div class="help__inner">
        <p class="help__head" role="status">
          {practice && visit.inPractice} {headOf(call)}
        </p>
        <p>{received === null ? say.pressed(at, zone()) : say.received(received, zone())}</p>
        {children}
      </div>
    </section>
  );
}

/** Whether somebody has it, or will ring about it: then the page is hers again. */
export function isBrief({ alert, ended }: Panic): boolean {
  return ended || (alert?.owner ?? null) !== null;
}

function headOf({ received, alert, ended, left }: Panic): string {
  if (received === null) return say.notSent;
  if (ended) return say.stillOpen;
  return left === null ? say.told(alert, monitor.value?.name ?? null, zone()) : say.toldAgain(left);
}

function lookOf(practice: boolean): string {
  return practice ? 'help help--practice' : 'help';
}
