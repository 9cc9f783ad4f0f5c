import type { Known, Said, Sent, VisitWord, Watch } from '#domain/signal';

/*
 * The server of a visit that is only practised: it answers at once, and always that it has heard. What the screens
 * show of its answers is folded as for a real visit.
 */

const MONITOR = 'Practice monitor';
const GRACE_S = 300;
const MINUTE = 60_000;

/** What is known before anything was practised. */
export function beginPractice(now: string): Known {
  const watch: Watch = {
    now,
    engine: { ok: true, heartbeat_age_s: 0 },
    watching: [{ name: MONITOR, channels: ['board'] }],
    monitor: {},
    policy: { grace_s: GRACE_S, flagged_grace_s: 120, extend_most_min: 60 },
    pin: { set: true, key: null },
    visits: [],
    alert: null,
  };
  return { sent: [], watch, measured: null };
}

/** What is known after something was said, `now`. */
export function answerPractice(known: Known, said: Said, now: string): Known {
  const visit = wordAfter(known, said, now);
  const id = `practice-${known.sent.length}`;
  const receipt = { id, status: 'received' as const, visit };
  const sent: Sent = { signal: { ...said, id, at: now }, seq: known.sent.length + 1, receipt, heard: now };
  const watch = said.type === 'panic' ? alarmed(known.watch, now) : known.watch;
  return { ...known, sent: [...known.sent, sent], watch };
}

/** What is known once a practised call for help was put away. */
export function endPracticeHelp({ sent, watch, ...rest }: Known): Known {
  const before = sent.filter(({ signal }) => signal.type !== 'panic');
  return { ...rest, sent: before, watch: watch && { ...watch, alert: null } };
}

/** Somebody is told at once, and takes it. */
function alarmed(watch: Watch | null, now: string): Watch | null {
  const told = { told_at: now, nobody_told: false, owner: MONITOR };
  const alert = { id: 'practice', kind: 'panic', state: 'owned', opened: now, ...told };
  return watch && { ...watch, now, alert };
}

function wordAfter(known: Known, said: Said, now: string): VisitWord {
  const before = known.sent.at(-1)?.receipt?.visit ?? null;
  const id = said.visit ?? '';
  if (said.type === 'start') return armed(id, Date.parse(now) + (said.minutes ?? 0) * MINUTE);
  if (before === null) return { id, state: 'planned', due: null, alert_at: null };
  if (said.type === 'finish') return { ...before, state: 'ended', ended: now };
  if (said.type === 'extend') return armed(id, Date.parse(before.due ?? now) + (said.minutes ?? 0) * MINUTE);
  return before;
}

function armed(id: string, due: number): VisitWord {
  const at = (ms: number) => new Date(ms).toISOString();
  return { id, state: 'armed', due: at(due), alert_at: at(due + GRACE_S * 1000) };
}
