import { useSignal } from '@preact/signals';
import { toldBeside } from '#domain/along';
import { briefOf } from '#domain/risk';
import { Banner } from '#parts/banner';
import { Button, ButtonLink } from '#parts/button';
import { TextBox } from '#parts/text-box';
import { Calls } from '#screens/common/calls';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { type Typed, useTyped } from '#screens/form/use-typed';
import { briefedToday } from '#state/briefed';
import { contactsOf, risksOf, visitsOf } from '#state/records';
import type { Visiting } from '#state/visiting';
import { risk as riskText, visit as say } from '#text/en';

/** Before the door: the risk brief where it must be read, who goes along where nobody goes alone, and the start. */
export function Before({ visiting }: { visiting: Visiting }) {
  const { visit, now } = visiting;
  const client = visit.client ?? '';
  const brief = briefOf(risksOf(client), new Date(now).toISOString().slice(0, 10));
  const first = isFirst(client);
  const read = briefedToday(client);
  const typed = useTyped({
    key: `${paths.visit(client, visit.id)}#start`,
    form: 'along',
    client,
    start: { along: '' },
    words: { along: { type: 'text' } },
  });
  const agreed = useSignal(false);
  const flagged = brief.flags.length > 0;
  if (read === null && (flagged || first)) {
    return (
      <Banner label={riskText.heading} tone="amber">
        <p>
          <strong>{flagged ? say.briefFlagged : say.briefFirst}</strong>
        </p>
        <div class="banner__actions">
          <ButtonLink href={paths.riskBefore(client, visit.id)}>{say.readBrief}</ButtonLink>
        </div>
      </Banner>
    );
  }
  if (brief.doNotVisit && !agreed.value)
    return (
      <DoNotVisit
        onAgreed={() => {
          agreed.value = true;
        }}
      />
    );
  return (
    <div class="steps">
      {visiting.standing.refusal === 'refused' && (
        <Banner label={say.refused} tone="amber">
          <p>{say.refused}</p>
          <Calls name={visiting.worker} />
        </Banner>
      )}
      {read !== null && <p class="quiet">{say.briefReadAt(read, zone())}</p>}
      <Start
        twoPeople={brief.twoPeopleOnly}
        typed={typed}
        beside={toldBeside(typed.values.along, visiting.standing.watching, visit.data.buddy_name ?? null)}
        onStart={(along) => visiting.start({ along, briefedAt: read, flagged })}
      />
    </div>
  );
}

/** The supervisor comes before the start: a name that anybody can type is no answer to this. */
function DoNotVisit({ onAgreed }: { onAgreed: () => void }) {
  return (
    <Banner label={riskText.heading} tone="amber">
      <p>
        <strong>{riskText.doNotVisit}</strong>
      </p>
      <p>{say.notUnlessAgreed}</p>
      <div class="banner__actions">
        <Button look="secondary" onClick={onAgreed}>
          {say.agreed}
        </Button>
      </div>
    </Banner>
  );
}

interface StartProps {
  twoPeople: boolean;
  typed: Typed<{ along: string }>;
  /** Who of those that an alarm is told may be the one who goes along. */
  beside: ReturnType<typeof toldBeside>;
  onStart: (along: string | null) => Promise<void>;
}

function Start({ twoPeople, typed, beside, onStart }: StartProps) {
  const missing = useSignal(false);
  const start = () => {
    const name = typed.values.along.trim();
    missing.value = twoPeople && name === '';
    if (missing.peek()) return;
    void onStart(name === '' ? null : name).then(typed.taken);
  };
  return (
    <>
      {twoPeople && (
        <TextBox
          id="along"
          label={say.alongLabel}
          hint={`${say.alongHint} ${riskText.alongDuty}`}
          error={missing.value ? say.alongMissing : null}
          input={{
            type: 'text',
            autocomplete: 'off',
            value: typed.values.along,
            onInput: (event) => typed.put({ along: event.currentTarget.value }),
          }}
        />
      )}
      <div role="status">
        {twoPeople && beside !== null && (
          <Banner label={riskText.heading} tone="amber">
            <p>{riskText.alongTold(beside.name, beside.is)}</p>
          </Banner>
        )}
      </div>
      <Button onClick={start}>{say.start}</Button>
      <p class="quiet">{say.startHint}</p>
    </>
  );
}

/** Whether nobody has met this client at home before, as far as this phone knows. */
function isFirst(client: string): boolean {
  const met = contactsOf(client).some(({ data }) => data.place === 'home' && data.outcome === 'took_place');
  return !met && !visitsOf(client).some(({ data }) => data.outcome === 'took_place');
}
