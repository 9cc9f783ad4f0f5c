import type { Person } from '#domain/person';
import type { Change, Receipt, Row } from '#domain/record';
import type { Pipe } from './pipe';

export type Name = 'ada' | 'ben' | 'sam' | 'eve' | 'tess';

/** At which commit of a request the server loses its power, counted from 1. */
export type Crash = readonly [commit: number, when: 'before' | 'after'];

export interface Asked {
  readonly who: Name;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

/** What one person may hold, as the database says. */
export interface Truth {
  readonly head: number;
  readonly scopes: Readonly<Record<string, 'held' | 'draining'>>;
  readonly records: readonly [id: string, scope: string, kind: string, version: number, deleted: boolean][];
}

/** What the server said; status 0 when it lost its power. */
export interface Said {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** The last warning or error in the server's log, of this request or an earlier one. */
  readonly complaint: string;
  readonly commits: number;
  readonly truth: Truth;
}

/** A line of the history. */
export interface Line {
  readonly id: string;
  readonly account: string;
  readonly device: string;
  readonly seq: number | null;
  readonly kind: string;
  readonly record: string;
  readonly base: number;
  readonly version: number | null;
  readonly status: Receipt['status'];
  readonly at: string;
  readonly received: string;
  readonly content: {
    readonly set?: Change['set'];
    readonly was?: Change['was'];
    readonly before?: Change['set'];
    readonly aside?: readonly string[];
    readonly delete?: boolean;
  };
  readonly receipt: Receipt;
}

/** The whole database, as far as promises speak of it. */
export interface Everything {
  readonly record: readonly { id: string; kind: string; scope: string; version: number; body: Row }[];
  readonly change: readonly Line[];
  readonly access: readonly { account: string; scope: string; state: 'held' | 'draining' | 'gone' }[];
  readonly account: readonly { id: string; active: boolean }[];
  readonly open_conflict: readonly { conflict: string; record: string; field: string; account: string }[];
}

interface Session {
  readonly person: Omit<Person, 'teamName' | 'organisation'> & { readonly team_name: string | null };
  readonly organisation: { id: string; name: string; demo: boolean; time_zone: string };
}

/** The real server, behind a pipe, in the world's time. */
export class Server {
  readonly #pipe: Pipe;
  readonly #now: () => number;
  #truths = new Map<Name, Truth>();

  constructor(pipe: Pipe, now: () => number) {
    this.#pipe = pipe;
    this.#now = now;
  }

  /** Puts everything back to the beginning; gives the people there are. `far` as in the weather. */
  begin(seed: number, far: number): Map<Name, Person> {
    const { people } = this.#do<{ people: Record<Name, Session> }>('begin', { seed, far });
    return new Map(Object.entries(people).map(([name, session]) => [name as Name, asPerson(session)]));
  }

  request(asked: Asked, crash: Crash | null): Said {
    const said = this.#do<Omit<Said, 'truth'> & { truth: Truth | null }>('request', { ...asked, crash });
    const truth = said.truth ?? (this.#truths.get(asked.who) as Truth);
    this.#truths.set(asked.who, truth);
    return { ...said, truth };
  }

  look(): Everything {
    return this.#do('look');
  }

  /** Lets somebody leave the house: their phones are asked to hand in what they hold. */
  leave(name: Name): void {
    this.#do('leave', { who: name });
  }

  /** Ends what has been handed in, as the engine does every minute. */
  finish(): void {
    this.#do('finish');
  }

  /** Takes a backup. */
  keep(): void {
    this.#do('keep');
  }

  /** Puts the backup back, with a new epoch; says whether there was one. */
  restore(epoch: string): boolean {
    return this.#do<{ done: boolean }>('restore', { epoch }).done;
  }

  #do<T>(what: string, more: object = {}): T {
    return this.#pipe.ask<T>({ do: what, now: this.#now(), ...more });
  }
}

function asPerson({
  person: { team_name, ...person },
  organisation: { time_zone, ...rest },
}: Session): Person {
  return { ...person, teamName: team_name, organisation: { ...rest, timeZone: time_zone } };
}
