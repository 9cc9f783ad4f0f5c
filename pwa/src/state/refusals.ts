import { computed, type ReadonlySignal } from '@preact/signals';
import { exported } from '#domain/export';
import type { Change, Entry, Errors } from '#domain/record';
import { needsAttention } from '#domain/replay';
import { phone } from '#state/session';
import type { Draft } from '#storage/drafts';

export { mendRecord } from '#state/actions';

/** A change that the server did not take, with the reasons by field. */
export interface Parked {
  readonly change: Change;
  /** `refused`: its writer has to mend it. `parked`: it could not be sent; it is tried again at each start. */
  readonly state: 'refused' | 'parked';
  readonly errors: Errors;
}

/** Everything that the server did not take, the oldest first; nothing else waits for it. */
export const parkedItems: ReadonlySignal<Parked[]> = computed(() =>
  (phone.value?.shelf.outbox.value ?? []).filter(needsAttention).map(({ change, state, receipt }) => ({
    change,
    state: state === 'parked' ? 'parked' : 'refused',
    errors: receipt?.errors ?? {},
  })),
);

/** Gives the person a file of everything that is unsent, refused, undecided or being typed. */
export function exportUnsent(): void {
  const at = phone.value;
  const entries = at?.shelf.outbox.value.filter((entry) => entry.state !== 'received') ?? [];
  save('unsent', entries, at?.drafts.all.value ?? []);
}

/** Gives the person a file of one change of theirs: of what was declined, say. */
export function exportChange(change: string): void {
  const found = phone.value?.shelf.outbox.value.filter((entry) => entry.change.id === change) ?? [];
  if (found.length > 0) save('change', found, []);
}

function save(what: string, entries: readonly Entry[], drafts: readonly Draft[]): void {
  const at = phone.value;
  if (at === null) return;
  const knownAs = (client: string) => at.shelf.view('client', client)?.data.known_as;
  const nameOf = (client: string) => (knownAs(client) === undefined ? null : String(knownAs(client)));
  const now = new Date(at.outside.now()).toISOString();
  at.outside.download(
    `doorstep-${what}-${now.slice(0, 10)}.json`,
    exported(at.person, now, entries, drafts, nameOf),
  );
  const named = [...entries.map(({ change }) => change.client), ...drafts.map(({ client }) => client)];
  const clients = [...new Set(named.filter((client) => client !== null))];
  void at.views.note({ verb: 'exported', screen: '/this-phone', kind: null, record: null, clients });
}
