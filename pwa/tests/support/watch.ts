import type { Board, BoardAlert, BoardVisit } from '#domain/board';
import type { Person } from '#domain/person';
import { keepWatch } from '#state/board';
import { start } from '#state/session';
import { keepSiren } from '#state/siren';
import { rememberPerson } from '#storage/people';
import { closeApp } from './phone';
import { json, MORAG, Server } from './server';
import { START, settle, World } from './world';

export const ISLA: Person = { ...MORAG, id: 'isla', name: 'Isla Reid', role: 'monitor' };
const MINUTE = 60_000;

/** An instant so many minutes after the test began, by the server's clock. */
export const minute = (count: number) => new Date(START + count * MINUTE).toISOString();

export const VISIT: BoardVisit = {
  id: 'v1',
  account: 'ada',
  worker: 'Ada Worker',
  phone: null,
  state: 'armed',
  due: minute(30),
  alert_at: minute(35),
  planned_start: null,
  last_heard: minute(-5),
  place: null,
  position: null,
  battery: null,
  flagged: false,
  unplanned: false,
  alert: null,
  risk: [],
};

export const ALERT: BoardAlert = {
  id: 'a1',
  kind: 'overdue',
  about: 'overdue',
  reason: null,
  grade: 'red',
  state: 'open',
  step: 1,
  drill: false,
  flagged: false,
  worker: 'Ada Worker',
  account: 'ada',
  phone: null,
  visit: 'v1',
  place: null,
  position: null,
  battery: null,
  last_heard: null,
  risk: [],
  opened: minute(0),
  for_time: minute(-5),
  next_action_at: minute(3),
  owner: null,
  owned_until: null,
  told: [],
  outcome: null,
  resolved: null,
  resolved_by: null,
  script: 'overdue',
  mine: false,
  events: [],
};

export const BOARD: Board = {
  now: minute(0),
  engine: { ok: true, heartbeat_age_s: 1 },
  me: {
    on_duty: true,
    until: minute(480),
    post: 'monitor',
    sound_tested: null,
    push_tested: null,
    endpoints: 0,
  },
  watching: [{ name: 'Isla Reid', channels: ['board'] }],
  trouble: [],
  visits: [VISIT],
  alerts: [],
  closed: [],
};

/** The part of the server that watches: one board, alerts that one person takes first, duty and rules in small. */
export class WatchServer {
  board: Board = BOARD;
  /** Who else has taken each alert, unseen by this board yet. */
  readonly takenBy = new Map<string, string>();
  /** What was asked of it, as method and path. */
  readonly asked: string[] = [];
  /** What was sent along, in the same order. */
  readonly sent: unknown[] = [];
  /** Further answers, by method and path. */
  readonly answers = new Map<string, () => Response>();
  /** Answers in place of all that: the server is gone, or falls over. */
  fault: (() => Response | Promise<Response>) | null = null;
  readonly #world: World;
  readonly #records = new Server();

  constructor(world: World) {
    this.#world = world;
    this.#records.person = ISLA;
    world.fetch = this.fetch;
  }

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const known = path.match(/^\/api\/v1\/(board|alerts|duty|drills|policy|reports|visits)/);
    if (known === null) return this.#records.fetch(path, init);
    const what = `${init.method} ${path.slice('/api/v1'.length)}`;
    this.asked.push(what);
    this.sent.push(init.body === undefined ? null : JSON.parse(String(init.body)));
    if (this.fault !== null) return this.fault();
    const answer = this.answers.get(what.replace('?attended=false', ''));
    if (answer !== undefined) return answer();
    if (known[1] === 'board') return json({ ...this.board, now: new Date(this.#world.clock).toISOString() });
    return this.#act(path);
  };

  /** How often the board was asked for. */
  get looks(): number {
    return this.asked.filter((what) => /^GET .board(?:$|\?)/.test(what)).length;
  }

  #act(path: string): Response {
    const [, , , , id = '', verb] = path.split('/');
    const by = this.takenBy.get(id);
    if (verb === 'acknowledge' && by !== undefined) return json({ code: 'taken', detail: by }, 409);
    const alert = this.board.alerts.find((one) => one.id === id) ?? ALERT;
    const owner = { account: ISLA.id, name: ISLA.name };
    const after: BoardAlert =
      verb === 'resolve'
        ? { ...alert, state: 'resolved', outcome: 'safe_spoke', resolved: minute(0) }
        : { ...alert, state: 'owned', owner };
    return json(after);
  }
}

let ends: (() => void)[] = [];

/** Isla's board is open, and the server within reach. */
export async function newBoard(): Promise<{ world: World; server: WatchServer }> {
  for (const end of ends) end();
  await closeApp();
  const world = new World();
  const server = new WatchServer(world);
  await rememberPerson(world.tab(), ISLA);
  await start(world.tab());
  ends = [keepWatch(), keepSiren()];
  await settle();
  return { world, server };
}
