import { type Signal, signal } from '@preact/signals';
import type { Outside } from '#domain/outside';
import type { SecondCopy } from '#storage/copies';
import type { Compared, Loss, Meta } from '#storage/meta';
import type { Result } from '#sync/result';

/** What went wrong last, as one word: an outcome of the server's, or the phone's own disk. */
export type Trouble = Exclude<Result['is'], 'ok'> | 'storage' | 'no_room' | 'newer_tab';

/** How the talk with the server stands. */
export interface Link {
  readonly syncing: Signal<boolean>;
  readonly trouble: Signal<Trouble | null>;
  /** The person must sign in again to fetch; what they write is handed in meanwhile with the phone's own token. */
  readonly handsIn: Signal<boolean>;
  /** Grows with each word from the server that an alert has begun or moved on. */
  readonly alerted: Signal<number>;
  readonly online: Signal<'yes' | 'no' | 'unknown'>;
  /** When the server was last heard, by its own clock. */
  readonly heard: Signal<string | null>;
  /** Whether everything has been fetched once. */
  readonly fetched: Signal<boolean>;
  readonly oldestBuild: Signal<number>;
  /** How the browser answered when asked to keep this site's storage. */
  readonly persistent: Signal<'granted' | 'refused' | 'unknown'>;
  /** What the last comparison with the server has found. */
  readonly compared: Signal<Compared | null>;
  readonly comparing: Signal<boolean>;
  /** The decisions that the writer has seen. */
  readonly putAway: Signal<readonly string[]>;
  /** When the risk brief of a client was read last, and what stood in it, by the client. */
  readonly briefed: Signal<Meta['briefed']>;
  /** Whether what is unsent has a second copy, apart from the database. */
  readonly copies: Signal<SecondCopy>;
  /** Another tab keeps the database from being brought to this version. */
  readonly blocked: Signal<boolean>;
  /** The database was emptied, and the person has not read that yet. */
  readonly loss: Signal<Loss | null>;
}

/** Before the first word. */
export function newLink(): Link {
  return {
    syncing: signal(false),
    trouble: signal(null),
    handsIn: signal(false),
    alerted: signal(0),
    online: signal('unknown'),
    heard: signal(null),
    fetched: signal(false),
    oldestBuild: signal(0),
    persistent: signal('unknown'),
    compared: signal(null),
    comparing: signal(false),
    putAway: signal([]),
    briefed: signal({}),
    copies: signal('unknown'),
    blocked: signal(false),
    loss: signal(null),
  };
}

/** Takes down how a talk with the server has ended; `byToken` when the cookie was refused in it. */
export function noteEnd(link: Link, outcome: Result, byToken: boolean): void {
  const handsIn = byToken && outcome.is !== 'sign_in' && outcome.is !== 'device_revoked';
  link.handsIn.value = handsIn;
  if (handsIn) link.trouble.value = 'sign_in';
  else link.trouble.value = outcome.is === 'ok' ? null : outcome.is;
  link.online.value = outcome.is === 'offline' || outcome.is === 'not_ours' ? 'no' : 'yes';
  // Zero where nothing was asked.
  if (outcome.is === 'ok' && outcome.oldestBuild > 0) link.oldestBuild.value = outcome.oldestBuild;
}

/** Notes what is remembered on the disk of the talks with the server. */
export function noteMeta(link: Link, meta: Meta): void {
  link.heard.value = meta.heard;
  link.fetched.value = meta.fetched;
  link.compared.value = meta.compared;
  link.putAway.value = meta.putAway;
  link.briefed.value = meta.briefed;
  link.loss.value = meta.loss;
}

/** Asks the browser, once, to keep what is stored here as long as there is room. */
export async function askToPersist(link: Link, outside: Outside): Promise<void> {
  if (link.persistent.value !== 'unknown') return;
  link.persistent.value = (await outside.persist()) ? 'granted' : 'refused';
}
