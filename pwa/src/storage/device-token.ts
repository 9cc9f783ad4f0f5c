import type { Database } from '#storage/database';
import { putMeta, readMeta } from '#storage/meta';

/** The token of the device as it is called now, null where there is none; and how it is called. */
export async function readToken(db: Database): Promise<{ device: string | null; token: string | null }> {
  const { device, token } = await db.read(['meta'], readMeta);
  return { device, token: token !== null && token.device === device ? token.token : null };
}

/** Keeps a device's token; null forgets one that the server does not take any more. */
export function keepToken(db: Database, device: string, token: string | null): Promise<void> {
  return db.write(['meta'], 'relaxed', (tx) =>
    putMeta(tx, { token: token === null ? null : { device, token } }),
  );
}
