import { monitor } from '#state/help';
import { help, visit as say } from '#text/en';

interface CallsProps {
  /** Who rings or texts. */
  name: string;
  emergency?: boolean;
  /** Ringing only, in a single row. */
  brief?: boolean;
}

/** To ring or text somebody without a data connection. */
export function Calls({ name, emergency = false, brief = false }: CallsProps) {
  const { phone = null, sms = null, name: who = null } = monitor.value ?? {};
  const textTo = sms ?? phone;
  return (
    <>
      {phone === null && <p>{say.noNumber}</p>}
      <div class="face__calls">
        {phone !== null && (
          <a class="nhsuk-button" href={`tel:${phone.replaceAll(' ', '')}`}>
            {say.byName(say.ring, who)}
          </a>
        )}
        {textTo !== null && !brief && (
          <a
            class="nhsuk-button nhsuk-button--secondary"
            href={`sms:${textTo.replaceAll(' ', '')}?body=${encodeURIComponent(say.textBody(name))}`}
          >
            {say.byName(say.text, who)}
          </a>
        )}
        {emergency && (
          <a class="nhsuk-button nhsuk-button--red" href="tel:999">
            {help.emergency}
          </a>
        )}
      </div>
    </>
  );
}
