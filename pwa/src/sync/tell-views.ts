import { postViews } from '#remote/views';
import { readMeta } from '#storage/meta';
import { dropViews, readViews } from '#storage/views';
import type { Desk } from '#sync/desk';

const MOST_VIEWS = 200;

/** Tells the server of everything that was looked at here. What it does not take now waits for the next talk. */
export async function tellViews(desk: Desk): Promise<void> {
  while (!desk.stopped()) {
    const views = await readViews(desk.db, MOST_VIEWS);
    const { device } = await desk.db.read(['meta'], readMeta);
    if (views.length === 0 || device === null) return;
    const outcome = await postViews(desk.outside, device, desk.person, views);
    const entered = outcome.is === 'ok' ? outcome.body.viewed : 0;
    if (entered < (views[0]?.n ?? 0)) return;
    await dropViews(desk.db, entered);
  }
}
