import type { BoardAlert, PastAlert } from '#domain/board';
import type { Errors } from '#domain/record';
import { type AlertVerb, getPastAlerts, postAlert, postDrill, postVisit } from '#remote/alerts';
import type { Outcome } from '#remote/request';
import { askBoard, takeAlert } from '#state/board';
import { desk } from '#state/making';

export type { AlertVerb } from '#remote/alerts';

/** What became of something that only the server can do. */
export type Done =
  | { readonly ok: true }
  /** Somebody else was first. */
  | { readonly ok: false; readonly reason: 'taken'; readonly by: string }
  | {
      readonly ok: false;
      readonly reason: 'closed' | 'graver' | 'offline' | 'not_allowed' | 'sign_in' | 'failed';
    }
  | { readonly ok: false; readonly reason: 'wrong'; readonly errors: Errors };

const REASONS: Partial<Record<Outcome<unknown>['is'], 'offline' | 'not_allowed' | 'sign_in'>> = {
  offline: 'offline',
  not_ours: 'offline',
  busy: 'offline',
  not_allowed: 'not_allowed',
  sign_in: 'sign_in',
};

/** Puts the server's answer into words that a screen can say. */
export function doneOf(outcome: Outcome<unknown>): Done {
  if (outcome.is === 'ok') return { ok: true };
  if (outcome.is !== 'rejected') return { ok: false, reason: REASONS[outcome.is] ?? 'failed' };
  const { code, detail, errors } = outcome;
  if (code === 'taken') return { ok: false, reason: 'taken', by: detail ?? '' };
  if (code === 'closed' || code === 'graver') return { ok: false, reason: code };
  return { ok: false, reason: 'wrong', errors: errors ?? {} };
}

/** What was said without an answer, by whom, under which id, and when: said once more soon, it is still the same. */
const unanswered = new Map<string, { readonly own: string; readonly at: number }>();
/** Whoever says the same words after that means them anew: another half hour, and not the one of before. */
const SOON_MS = 600_000;

/** Does something about an alert. It is done only once the server says so. */
export async function act(
  id: string,
  verb: AlertVerb,
  said: { note?: string; outcome?: string; kind?: string } = {},
): Promise<Done> {
  const { outside } = desk();
  return taken(await once([id, verb, said], (own) => postAlert(outside, id, verb, { ...said, id: own })));
}

/** Says something under an id that it keeps until there is an answer. */
async function once<T>(what: unknown, send: (own: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const { person, outside } = desk();
  const words = JSON.stringify([person.id, what]);
  const before = unanswered.get(words);
  const said = before && Math.abs(outside.now() - before.at) < SOON_MS ? before : null;
  const { own } = said ?? { own: outside.id() };
  unanswered.set(words, { own, at: outside.now() });
  const outcome = await send(own);
  // A proxy that answers in its place may have handed it on before.
  if (outcome.is === 'ok' || outcome.is === 'rejected') unanswered.delete(words);
  return outcome;
}

/** The latest alerts from visits to a client; null where the server does not say. */
export async function fetchPastAlerts(client: string): Promise<readonly PastAlert[] | null> {
  const outcome = await getPastAlerts(desk().outside, client);
  return outcome.is === 'ok' ? outcome.body.alerts : null;
}

/** Begins a drill, for oneself where nobody is named. */
export async function startDrill(account: string | null): Promise<Done> {
  return taken(await postDrill(desk().outside, account));
}

/** Agrees with a worker by phone that she has more time. */
export async function giveTime(visit: string, minutes: number, note: string): Promise<Done> {
  const { outside } = desk();
  const said = { minutes, note };
  return told(
    await once([visit, 'extend', said], (id) => postVisit(outside, visit, 'extend', { ...said, id })),
  );
}

/** Agrees with a worker by phone that her visit is over. */
export async function endVisit(visit: string, note: string): Promise<Done> {
  return told(await postVisit(desk().outside, visit, 'end', { note }));
}

function taken(outcome: Outcome<BoardAlert>): Done {
  if (outcome.is === 'ok') takeAlert(outcome.body);
  return told(outcome);
}

/** Whoever was first, the board has to show it. */
function told(outcome: Outcome<unknown>): Done {
  void askBoard();
  return doneOf(outcome);
}
