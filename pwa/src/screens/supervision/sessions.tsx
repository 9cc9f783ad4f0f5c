import type { Supervision } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card } from '#parts/card';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { StandingTag } from '#screens/common/standing-tag';
import { supervision as say } from '#text/en';

interface SessionsProps {
  sessions: readonly Viewed<Supervision>[];
  /** True for the supervisor, who wrote them down and may add to them. */
  own: boolean;
}

/** Sessions of supervision, the latest first: who was talked about, what was agreed and by when. */
export function Sessions({ sessions, own }: SessionsProps) {
  return (
    <>
      <p class="quiet">{say.private_}</p>
      {sessions.length === 0 && <p>{say.none}</p>}
      {sessions.map((session) => (
        <Session key={session.id} session={session} own={own} />
      ))}
    </>
  );
}

function Session({ session, own }: { session: Viewed<Supervision>; own: boolean }) {
  const { id, data, made } = session;
  return (
    <Card heading={say.held(data.held_on)}>
      <p class="entry__marks">
        {!own && <span class="quiet">{say.withWhom(made.name)}</span>}
        <StandingTag record={session} />
      </p>
      {(data.cases ?? []).length > 0 && (
        <p>
          {say.cases}: {(data.cases ?? []).map(nameOf).join(', ')}
        </p>
      )}
      {data.agreed && <p class="prose">{data.agreed}</p>}
      {data.done_by && (
        <p>
          <strong>{say.doneBy(data.done_by)}</strong>
        </p>
      )}
      {own && (
        <p>
          <a class="card__action" href={paths.changeSupervision(data.worker, id)}>
            {say.change}
          </a>
        </p>
      )}
    </Card>
  );
}
