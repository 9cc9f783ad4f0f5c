import { onServerClock } from '#domain/clock';
import type { Held } from '#domain/kinds';
import { nameOf } from '#screens/common/names';
import { caseloadOf } from '#state/handover';
import { clientOf } from '#state/records';
import { records, held as say } from '#text/en';

/** Names a held change: what it is, and about whom. */
export function titleOf({ of_kind, of_client, base, values }: Held): string {
  const kind = of_kind ?? '';
  const isNew = (base ?? 0) === 0;
  const typed = kind === 'client' && isNew ? (values as { known_as?: string } | null)?.known_as : undefined;
  return say.about(kind, typed ?? nameOf(of_client ?? null), isNew);
}

/** Says when a held change was written, by a clock that was right. */
export function writtenAt({ written_at, offset_ms }: Held): string | null {
  return written_at ? onServerClock(written_at, offset_ms) : null;
}

/** Says why a change is held, as far as this phone can tell. */
export function whyOf({ of_client, written_by, written_name }: Held): string {
  const writer = written_name ?? records.somebody;
  if (!of_client || clientOf(of_client) === undefined) return say.gone(writer);
  const now = caseloadOf(of_client);
  if (now.some(({ data }) => data.worker === written_by)) return say.mayNot(writer);
  const names = now.map(({ data }) => data.worker_name ?? records.somebody);
  return say.moved(writer, nameOf(of_client), names);
}
