import { canonical } from '#domain/canonical';
import { beginning, differenceOf } from '#domain/changes';
import type { Client, Contact, KindName, NearMiss, Note, Risk, Supervision } from '#domain/kinds';
import { mend } from '#domain/mend';
import type { Data, Entry, Viewed } from '#domain/record';
import { needsAttention } from '#domain/replay';
import { desk, make } from '#state/making';
import type { Phone } from '#state/phone';

export { check } from '#domain/check';

/* Each action resolves only once what it saves is on this phone's disk. */

/** Adds a client; gives their id. */
export function addClient(data: Partial<Client>): Promise<string> {
  const id = desk().outside.id();
  return add('client', id, id, data as Data);
}

/** Changes the fields that differ from what was shown when the editing began. */
export function changeClient(id: string, set: Partial<Client>, shown: Partial<Client>): Promise<void> {
  return changeRecord('client', id, set as Data, shown as Data);
}

/** Adds a contact with a client; gives its id. */
export function addContact(client: string, data: Partial<Contact>): Promise<string> {
  return add('contact', desk().outside.id(), client, data as Data);
}

/** Changes the fields of a contact that differ from what was shown when the editing began. */
export function changeContact(id: string, set: Partial<Contact>, shown: Partial<Contact>): Promise<void> {
  return changeRecord('contact', id, set as Data, shown as Data);
}

/** Adds a note about a client; gives its id. It cannot be changed afterwards. */
export function addNote(client: string, data: Partial<Note>): Promise<string> {
  return add('note', desk().outside.id(), client, data as Data);
}

/** Says what is known of the risk of visiting a client; gives its id. */
export function addRisk(client: string, data: Partial<Risk>): Promise<string> {
  return add('risk', desk().outside.id(), client, data as Data);
}

/** Changes what was said of a risk: the fields that differ from what was shown when the editing began. */
export function changeRisk(id: string, set: Partial<Risk>, shown: Partial<Risk>): Promise<void> {
  return changeRecord('risk', id, set as Data, shown as Data);
}

/** Writes down a session with a worker, which only the two of them read; gives its id. */
export function addSupervision(data: Partial<Supervision>): Promise<string> {
  return add('supervision', desk().outside.id(), null, data as Data);
}

/** Changes what was written down of a session: the fields that differ from what was shown. */
export function changeSupervision(id: string, set: Data, shown: Data): Promise<void> {
  return changeRecord('supervision', id, set, shown);
}

/** Says what nearly went wrong; gives its id. */
export function addNearMiss(client: string, data: Partial<NearMiss>): Promise<string> {
  return add('near_miss', desk().outside.id(), client, data as Data);
}

/** Settles a conflict by the value that stands, the one that was offered, or another. */
export async function settleConflict(
  id: string,
  choice: 'kept' | 'offered' | 'other',
  value: unknown = null,
): Promise<void> {
  const set = choice === 'other' ? { choice, value } : { choice };
  await changeRecord('conflict', id, set, { choice: null, value: null });
}

/**
 * Sends again what was refused, with what was typed to mend it; `showed` is what the form had in the fields typed.
 *
 * What was refused only because this record did not exist yet goes along.
 */
export async function mendRecord(
  kind: KindName,
  id: string,
  typed: Data = {},
  showed: Data = {},
): Promise<void> {
  const at = desk();
  const stuck = at.shelf.entriesOf(id).filter(needsAttention);
  if (stuck.length === 0) return;
  const mended = mend(at.shelf.row(id), stuck, canonical(kind, typed), showed);
  const client = stuck[0]?.change.client ?? null;
  const followers = mended?.base === 0 && kind === 'client' ? refusedAbout(at, id) : [];
  const again = followers.map(({ change: { id: _, ...rest } }) => ({ ...rest, id: at.outside.id() }));
  const changes = mended === null ? [] : [make(at, kind, id, client, mended)];
  await at.save(
    [...changes, ...again],
    [...stuck, ...followers].map((entry) => entry.change.id),
  );
}

/**
 * Sends a refused note again as it was mended. One that has been sent meanwhile is finished: what was typed is added
 * to it instead. Gives the id of what holds the words.
 */
export async function mendNote(id: string, typed: Partial<Note>): Promise<string> {
  const at = desk();
  const note = at.shelf.view('note', id);
  if (note === undefined) throw new Error('This phone no longer shows this note.');
  const sent = at.shelf.row(id)?.data ?? note.data;
  const isNew = Object.keys(differenceOf('note', typed as Data, sent).set).length > 0;
  if (!isNew || !isFinished(note)) {
    await mendRecord('note', id, typed as Data);
    return id;
  }
  const { answers: _, ...words } = typed;
  const set = beginning('note', { ...words, addendum_to: typed.addendum_to ?? id });
  const addendum = at.outside.id();
  const stuck = at.shelf.entriesOf(id).filter(needsAttention);
  await at.save(
    [make(at, 'note', addendum, note.client, { base: 0, set })],
    stuck.map((entry) => entry.change.id),
  );
  return addendum;
}

/** Tells whether a note can only be added to: it was sent as it stands, or the server has it already. */
export function isFinished(note: Viewed<unknown>): boolean {
  return note.standing !== 'needs_attention' || note.version > 0;
}

function refusedAbout(at: Phone, client: string): Entry[] {
  return at.shelf.outbox.value.filter(
    (entry) => entry.state === 'refused' && entry.change.client === client && entry.change.record !== client,
  );
}

async function add(kind: KindName, id: string, client: string | null, data: Data): Promise<string> {
  const at = desk();
  await at.save([make(at, kind, id, client, { base: 0, set: beginning(kind, data) })]);
  return id;
}

/** Changes the fields of any record that differ from what was shown when the editing began. */
export async function changeRecord(kind: KindName, id: string, set: Data, shown: Data): Promise<void> {
  const at = desk();
  const difference = differenceOf(kind, set, shown);
  if (at.shelf.entriesOf(id).some(needsAttention))
    return mendRecord(kind, id, difference.set, difference.was);
  const view = at.shelf.view(kind, id) ?? at.shelf.trace(id);
  if (Object.keys(difference.set).length === 0) return;
  if (view === undefined) throw new Error('This phone has never shown this record.');
  await at.save([make(at, kind, id, view.client, { base: view.version, ...difference })]);
}
