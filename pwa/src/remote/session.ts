import type { Outside } from '#domain/outside';
import type { Person } from '#domain/person';
import { ask, type Outcome } from '#remote/request';

interface Session {
  readonly person: Omit<Person, 'teamName' | 'organisation'> & { readonly team_name: string | null };
  readonly organisation: {
    id: string;
    name: string;
    demo: boolean;
    time_zone: string;
    read_days?: number;
    answer_days?: number;
    caseload_limit?: number | null;
  };
}

/** Signs in; the browser keeps the cookie. */
export async function openSession(
  outside: Outside,
  email: string,
  password: string,
): Promise<Outcome<Person>> {
  return asPerson(await ask(outside, { method: 'POST', path: '/api/v1/session', body: { email, password } }));
}

/** Asks whom the cookie belongs to. */
export async function readSession(outside: Outside): Promise<Outcome<Person>> {
  return asPerson(await ask(outside, { method: 'GET', path: '/api/v1/session' }));
}

/** Ends the session on the server. */
export function closeSession(outside: Outside): Promise<Outcome<void>> {
  return ask(outside, { method: 'DELETE', path: '/api/v1/session', timeoutMs: 5_000 });
}

function asPerson(outcome: Outcome<Session>): Outcome<Person> {
  if (outcome.is !== 'ok') return outcome;
  const { person, organisation } = outcome.body;
  const { id, name, email, role, team, team_name } = person;
  const { time_zone, read_days, answer_days, caseload_limit, ...rest } = organisation;
  const rule = read_days && answer_days ? { readDays: read_days, answerDays: answer_days } : null;
  return {
    ...outcome,
    body: {
      id,
      name,
      email,
      role,
      team,
      teamName: team_name,
      organisation: {
        ...rest,
        timeZone: time_zone,
        caseloadLimit: caseload_limit ?? null,
        ...(rule && { reviewRule: rule }),
      },
    },
  };
}
