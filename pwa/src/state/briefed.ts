import { canonical } from '#domain/canonical';
import type { Outside } from '#domain/outside';
import { risksOf } from '#state/records';
import { phone } from '#state/session';

/**
 * When the person at work here has read the risk brief of a client today, by this phone's clock; null where not, and
 * where something has been said of the risk since that did not stand in it.
 */
export function briefedToday(client: string): string | null {
  const open = phone.value;
  const read = open?.link.briefed.value[client];
  if (open === null || read === undefined || read.seen !== standingIn(client)) return null;
  return dayOf(read.at) === dayOf(timeOf(open)) ? read.at : null;
}

/** Notes that the risk brief of a client was read: for the day, and no longer than the client is on this phone. */
export async function noteBriefed(client: string): Promise<void> {
  const open = phone.value;
  if (open === null) return;
  const at = timeOf(open);
  const today = Object.entries(open.link.briefed.value).filter(([, read]) => dayOf(read.at) === dayOf(at));
  const briefed = { ...Object.fromEntries(today), [client]: { at, seen: standingIn(client) } };
  // Without room on the disk she has read it all the same.
  await open.remember({ briefed }).catch(() => undefined);
  open.link.briefed.value = briefed;
}

/** What a brief says now. Not by its versions: what she wrote herself has another once the server has it. */
function standingIn(client: string): string {
  return risksOf(client)
    .map(({ id, data }) => {
      const said = Object.entries(canonical('risk', { ...data })).filter(([, value]) => value !== null);
      return `${id} ${JSON.stringify(said.sort())}`;
    })
    .sort()
    .join('\n');
}

function timeOf({ outside }: { outside: Outside }): string {
  return new Date(outside.now()).toISOString();
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
