import { useEffect, useMemo } from 'preact/hooks';
import type { Seen } from '#domain/seen';
import { Button } from '#parts/button';
import { TimelineItem } from '#parts/timeline-item';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { zone } from '#screens/common/place';
import { clientOf } from '#state/records';
import { SeenLog } from '#state/seen';
import { dayAndClock } from '#text/dates';
import { form as formText, seen as say } from '#text/en';

interface LogProps {
  about: 'clients' | 'people';
  id: string;
}

/** The audit log about one client or one person, page by page. It needs a network. */
export function Log({ about, id }: LogProps) {
  const log = useMemo(() => new SeenLog(about, id), [about, id]);
  const { run, words, busy } = useDoing(formText.failed);
  useEffect(() => {
    run(() => log.ask());
  }, [run, log]);
  const entries = log.entries.value;
  return (
    <div class="narrow">
      <p>{say.lead}</p>
      <Failure words={words} />
      <p role="status">{busy ? say.asking : entries?.length === 0 && say.none}</p>
      <h2 class="nhsuk-u-visually-hidden">{say.entries}</h2>
      <ol class="timeline">
        {entries?.map((entry) => (
          <Line key={entry.id} entry={entry} about={about} />
        ))}
      </ol>
      {log.more.value !== null && (
        <Button look="secondary" busy={busy} onClick={() => run(() => log.ask())}>
          {say.older}
        </Button>
      )}
    </div>
  );
}

function Line({ entry, about }: { entry: Seen; about: LogProps['about'] }) {
  const { at, happened, name, role, verb, purpose, records, clients, outcome, act, kind } = entry;
  const did = act.startsWith(ON_A_PHONE) ? onPhone(verb, kind) : say.did(verb, kind, records);
  const names = clients.map((id) => clientOf(id)?.data.known_as).filter(Boolean);
  return (
    <TimelineItem
      at={at}
      when={say.when(dayAndClock(at, zone()), purpose)}
      title={about === 'clients' ? say.by(name, role) : did}
    >
      {about === 'clients' && <p>{did}</p>}
      {about === 'people' && names.length > 0 && names.length <= MOST_NAMES && <p>{names.join(', ')}</p>}
      {happened !== null && isEarlier(happened, at) && (
        <p class="quiet">{say.onPhone(dayAndClock(happened, zone()))}</p>
      )}
      {outcome !== 'done' && <p class="failure">{say.refused}</p>}
    </TimelineItem>
  );
}

/** How an entry begins that a phone told of: what stood on its screen. */
const ON_A_PHONE = 'screen ';

function onPhone(verb: string, kind: string | null): string {
  if (verb === 'searched') return say.foundBySearch;
  return verb === 'exported' ? say.exported : say.lookedAt(kind);
}

/** Tells whether it lay on the phone for a while before the server heard of it. */
function isEarlier(happened: string, at: string): boolean {
  return Date.parse(at) - Date.parse(happened) > 60_000;
}

/** More clients than this in one entry are counted by their records only. */
const MOST_NAMES = 8;
