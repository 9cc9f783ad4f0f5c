import type { Outside } from '#domain/outside';
import { phone } from '#state/session';

/** When the person at work here has read the risk brief of a client today, by this phone's clock; null where not. */
export function briefedToday(client: string): string | null {
  const open = phone.value;
  const at = open?.link.briefed.value[client] ?? null;
  return at !== null && open !== null && dayOf(at) === dayOf(timeOf(open)) ? at : null;
}

/** Notes that the risk brief of a client was read: for the day, and no longer than the client is on this phone. */
export async function noteBriefed(client: string): Promise<void> {
  const open = phone.value;
  if (open === null) return;
  const at = timeOf(open);
  const today = Object.entries(open.link.briefed.value).filter(([, read]) => dayOf(read) === dayOf(at));
  const briefed = { ...Object.fromEntries(today), [client]: at };
  // Without room on the disk she has read it all the same.
  await open.remember({ briefed }).catch(() => undefined);
  open.link.briefed.value = briefed;
}

function timeOf({ outside }: { outside: Outside }): string {
  return new Date(outside.now()).toISOString();
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
