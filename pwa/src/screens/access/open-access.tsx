import { useSignal } from '@preact/signals';
import { type Found, REASONS, type Reason, type Sought } from '#domain/access';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { TextBox } from '#parts/text-box';
import { Tiles } from '#parts/tiles';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { FoundAgain } from '#screens/form/found-again';
import { useTyped } from '#screens/form/use-typed';
import { Page } from '#screens/shell/page';
import { lookFor, openAccess } from '#state/access';
import { clientOf } from '#state/records';
import { access as say } from '#text/en';

interface State {
  readonly reason: Reason;
  readonly found: readonly Found[] | null;
  readonly tooMany: boolean;
  readonly opened: string | null;
}

/** The browser offers nothing: these are other people's details. */
const QUIET = { autocomplete: 'off' } as const;

const NOTE = { start: { note: '' }, words: { note: { type: 'text' as const } } };

const fresh: State = { reason: 'cover', found: null, tooMany: false, opened: null };

/** Opens a client for four hours: first why, then whom. Only a network can do it. */
export function OpenAccess() {
  const state = useSignal<State>(fresh);
  const { run, words, busy } = useDoing();
  const typed = useTyped({ key: paths.openAccess, form: 'access', ...NOTE });
  const { reason, found, tooMany, opened } = state.value;
  const put = (part: Partial<State>) => {
    state.value = { ...state.peek(), ...part };
  };
  const find = (sought: Omit<Sought, 'reason'>) =>
    run(async () => {
      const answer = await lookFor({ ...sought, reason });
      if (answer.done.ok) put({ found: answer.found, tooMany: answer.tooMany });
      return answer.done;
    });
  const open = (client: string) =>
    run(async () => {
      const done = await openAccess(client, reason, typed.values.note);
      if (done.ok) {
        await typed.taken();
        put({ opened: client });
      }
      return done;
    });
  if (opened !== null) return <Opened client={opened} />;
  return (
    <Page title={say.heading} back={paths.clients}>
      <div class="narrow" id="access">
        <p>{say.lead}</p>
        <FoundAgain form={typed} boxes="access" />
        <Tiles
          name="reason"
          legend={say.why}
          options={REASONS.map((value) => ({ value, ...say.reasons[value] }))}
          chosen={reason}
          onChoose={(value) => put({ reason: value })}
        />
        <TextBox
          id="note"
          label={say.note}
          hint={say.noteHint}
          error={null}
          input={{
            ...QUIET,
            value: typed.values.note,
            onInput: (event) => typed.put({ note: event.currentTarget.value }),
          }}
        />
        <Whom busy={busy} onFind={find} />
        <Failure words={words} />
        <div role="status">
          {found?.length === 0 && <p>{tooMany ? say.tooMany : say.none}</p>}
          {found?.map(({ id, known_as, last_name, born }) => (
            <Button key={id} busy={busy} onClick={() => open(id)}>
              {say.open([known_as, last_name].filter(Boolean).join(' '), born)}
            </Button>
          ))}
        </div>
      </div>
    </Page>
  );
}

interface WhomProps {
  busy: boolean;
  onFind: (sought: Omit<Sought, 'reason'>) => void;
}

function Whom({ busy, onFind }: WhomProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const said = (name: string) => String(data.get(name) ?? '').trim();
        onFind({
          last_name: said('last_name'),
          first_name: said('first_name'),
          date_of_birth: said('date_of_birth'),
          postcode: said('postcode'),
        });
      }}
    >
      <h2 class="nhsuk-heading-m">{say.known}</h2>
      <p class="quiet">{say.knownHint}</p>
      <TextBox id="last_name" label={say.lastName} error={null} input={QUIET} />
      <TextBox id="first_name" label={say.firstName} error={null} input={QUIET} />
      <TextBox id="date_of_birth" label={say.born} hint={say.bornHint} error={null} input={QUIET} />
      <TextBox id="postcode" label={say.postcode} error={null} input={QUIET} />
      <Button type="submit" look="secondary" busy={busy}>
        {busy ? say.finding : say.find}
      </Button>
    </form>
  );
}

function Opened({ client }: { client: string }) {
  const here = clientOf(client) !== undefined;
  return (
    <Page title={say.heading} back={paths.clients}>
      <Card heading={say.opened}>
        <p role="status">{here ? <a href={paths.client(client)}>{say.go}</a> : say.fetching}</p>
      </Card>
    </Page>
  );
}
