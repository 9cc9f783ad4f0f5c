import { useSignal } from '@preact/signals';
import { type Found, REASONS, type Reason, type Sought } from '#domain/access';
import { Banner } from '#parts/banner';
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
import { status } from '#state/status';
import { form as formText, access as say } from '#text/en';
import { Whom } from './whom';

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
  const { run, words, busy } = useDoing(formText.failed);
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
        <Offline />
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

/** Said before anything is filled in for nothing. */
function Offline() {
  if (status.value.online !== 'no') return <p>{say.needsNetwork}</p>;
  return (
    <Banner label={say.offline} tone="amber">
      <p>{say.offline}</p>
    </Banner>
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
