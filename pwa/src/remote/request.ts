import type { Outside } from '#domain/outside';
import { BUILD } from '#domain/protocol';
import type { Errors } from '#domain/record';

/** What became of a request: a closed set, so that everyone who asks must say what each means to them. */
export type Outcome<T> =
  | { readonly is: 'ok'; readonly body: T; readonly oldestBuild: number }
  | { readonly is: 'sign_in' | 'wrong_sign_in' | 'not_allowed' | 'device_revoked' | 'too_large' }
  | { readonly is: 'too_many' | 'busy'; readonly afterMs: number }
  | { readonly is: 'server_error' }
  /** The server did not take the request, and says why: a word, a sentence, and for each field what is wrong. */
  | ({ readonly is: 'rejected' } & Partial<Refusal>)
  /** No answer, or none in time; or an answer from somebody else, as a hotel's sign-in page. */
  | { readonly is: 'offline' | 'not_ours'; readonly timedOut?: true };

interface Refusal {
  readonly code: string | null;
  readonly detail: string | null;
  readonly errors: Errors;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
  /** In place of the cookie, where that is somebody else's. */
  readonly token?: string | null;
}

const TIMEOUT_MS = 30_000;
/** So long can whoever asks be made to wait: a browser's timer takes more than 24 days for none at all. */
const LONGEST_WAIT_MS = 3_600_000;
/** By this a network says that one has to sign in to it. */
const PORTAL = 511;
const PACK_FROM = 4096;

/** Asks the server, and tells apart everything that can come back. Never throws. */
export async function ask<T>(outside: Outside, request: Request): Promise<Outcome<T>> {
  const stop = new AbortController();
  const cancel = outside.after(request.timeoutMs ?? TIMEOUT_MS, () => stop.abort());
  try {
    const init = await prepare(outside, request);
    const response = await outside.fetch(request.path, { ...init, signal: stop.signal });
    const outcome = await read<T>(response);
    // The time limit holds for the body too: a connection can die in the middle of one.
    return stop.signal.aborted ? { is: 'offline', timedOut: true } : outcome;
  } catch {
    return stop.signal.aborted ? { is: 'offline', timedOut: true } : { is: 'offline' };
  } finally {
    cancel();
    // Lets go of the connection where the rest of the answer was not read.
    stop.abort();
  }
}

async function prepare(outside: Outside, { method, body, token }: Request): Promise<RequestInit> {
  // The header of our own is what tells the server that no other site has sent this.
  const headers: Record<string, string> = { 'Doorstep-Build': String(BUILD), Accept: 'application/json' };
  const init: RequestInit = {
    method,
    headers,
    credentials: token ? 'omit' : 'same-origin',
    cache: 'no-store',
  };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body === undefined) return init;
  headers['Content-Type'] = 'application/json';
  const text = JSON.stringify(body);
  if (outside.gzip === null || text.length < PACK_FROM) return { ...init, body: text };
  headers['Content-Encoding'] = 'gzip';
  return { ...init, body: await outside.gzip(text) };
}

async function read<T>(response: Response): Promise<Outcome<T>> {
  // These two may come from a proxy in front of the server and mean the same from there.
  if (response.status === 413) return { is: 'too_large' };
  if (response.status >= 500 && response.status !== 503 && response.status !== PORTAL)
    return { is: 'server_error' };
  if (!isOurs(response)) return response.status === 503 ? { is: 'busy', afterMs: 0 } : { is: 'not_ours' };
  const oldestBuild = Number(response.headers.get('Doorstep-Oldest-Build') ?? 0);
  if (response.status === 204) return { is: 'ok', body: undefined as T, oldestBuild };
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return { is: 'not_ours' };
  return response.ok ? { is: 'ok', body: body as T, oldestBuild } : refusal(response, body);
}

function isOurs(response: Response): boolean {
  if (response.headers.get('Doorstep-Protocol') === null) return false;
  return response.status === 204 || /json/.test(response.headers.get('Content-Type') ?? '');
}

function refusal(response: Response, problem: Partial<Refusal>): Outcome<never> {
  const { code = null, detail = null, errors = {} } = problem;
  const asked = 1000 * Number(response.headers.get('Retry-After') ?? 0) || 0;
  const afterMs = Math.min(LONGEST_WAIT_MS, Math.max(0, asked));
  switch (response.status) {
    case 401:
      return { is: code === 'wrong_sign_in' ? 'wrong_sign_in' : 'sign_in' };
    case 403:
      return { is: code === 'device_revoked' ? 'device_revoked' : 'not_allowed' };
    case 429:
      return { is: 'too_many', afterMs };
    case 503:
      return { is: 'busy', afterMs };
    default:
      return { is: 'rejected', code, detail, errors };
  }
}
