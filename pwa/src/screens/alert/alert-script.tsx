import type { BoardAlert } from '#domain/board';
import { Card } from '#parts/card';
import { board, scriptOf, alert as text } from '#text/en';

/** What to do about an alert: step by step, what to say and not to say, and the call in one tap. */
export function AlertScript({ alert }: { alert: BoardAlert }) {
  const { script, phone } = alert;
  const { lead, steps, say, notSay, canTalk } = scriptOf(alert);
  return (
    <Card heading={text.script} urgent>
      <p class="script__lead">{lead}</p>
      {script === 'duress' ? <p class="script__never">{text.doNotRing}</p> : <Call phone={phone} />}
      <ol class="script__steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Advice heading={text.say} words={say} />
      <Advice heading={text.notSay} words={notSay} />
      <Advice heading={text.canTalk} words={canTalk} />
      <p class="quiet">{board.noWatch}</p>
    </Card>
  );
}

/** A call in one tap, with the number to read where the call is made on another phone. */
export function Call({ phone }: { phone: string | null }) {
  if (phone === null) return null;
  return (
    <p>
      <a class="nhsuk-button script__call" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
        {`${text.call} ${phone}`}
      </a>
    </p>
  );
}

function Advice({ heading, words }: { heading: string; words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <p class="script__advice">
      <strong>{heading}</strong> {words}
    </p>
  );
}
