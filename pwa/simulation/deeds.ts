import type { KindName, Note } from '#domain/kinds';
import type { Change, Data, Viewed } from '#domain/record';
import { needsAttention } from '#domain/replay';
import {
  addClient,
  addContact,
  addNote,
  changeClient,
  changeContact,
  mendRecord,
  settleConflict,
} from '#state/actions';
import type { Phone } from '#state/phone';
import { markRead } from '#state/reviewing';
import { phone as atWork } from '#state/session';
import type { Chance } from './chance';
import { POISON } from './network';

/** One person at one tab, about to do something. */
export interface Desk {
  readonly phone: Phone;
  readonly chance: Chance;
  /** A text that nobody has typed before. */
  readonly text: () => string;
  /** Told what stood on the screen where a text was typed. */
  readonly shown: (text: unknown, value: unknown) => void;
  /** The ids of the people who may be given a client. */
  readonly workers: readonly string[];
  /** Saves after a person has thought about it, if the app is then still open. */
  readonly later: (deed: (desk: Desk) => Promise<unknown>) => void;
  /** Told what it is that they do. */
  readonly named: (deed: string) => void;
  readonly poison: boolean;
  /** Today, as everybody agrees. */
  readonly today: string;
}

type Deed = (desk: Desk) => Promise<unknown> | null;
type View = Viewed<Data>;

const FIELDS = { client: ['phone', 'gp', 'address', 'household'], contact: ['purpose', 'summary'] } as const;
const STAGES = ['waiting', 'engaging', 'open', 'ended'];
const ISSUES = ['mental_health', 'housing', 'money', 'drugs', 'alcohol'];

const WORK = {
  meetSomebody: 2,
  editClient: 10,
  editLater: 5,
  planContact: 3,
  editContact: 4,
  writeNote: 5,
  blunder: 2,
  mend: 2,
  remove: 2,
  draft: 3,
};
const OVERSIGHT = { ...WORK, settle: 6, decide: 6, share: 3, handOver: 4, read: 1 };

export type DeedName = keyof typeof OVERSIGHT;

/** Somebody does one of the things that people do; null where there is nothing to do it to. */
export function act(desk: Desk, wanted?: DeedName): Promise<unknown> | null {
  atWork.value = desk.phone;
  const { role } = desk.phone.person;
  const name = wanted ?? desk.chance.weigh(role === 'supervisor' ? OVERSIGHT : WORK);
  desk.named(name);
  return DEEDS[name as DeedName](desk);
}

const DEEDS: Record<DeedName, Deed> = {
  meetSomebody: ({ text }) => addClient({ known_as: text(), stage: 'waiting' }),
  editClient: (desk) => edit(desk, 'client'),
  editContact: (desk) => edit(desk, 'contact'),
  /** Opens a form, and saves it when the record may long have changed. */
  editLater: (desk) => {
    const view = one(desk, 'client');
    if (view === null) return null;
    const { set, shown } = filled(desk, view);
    desk.later(({ phone }) => {
      atWork.value = phone;
      return changeClient(view.id, set, shown);
    });
    return null;
  },
  planContact: (desk) => {
    const client = one(desk, 'client');
    const at = `${desk.today}T10:00:00.000Z`;
    return client && addContact(client.id, { way: 'call', at, purpose: desk.text() });
  },
  writeNote: (desk) => {
    const client = one(desk, 'client');
    return client && addNote(client.id, { text: desk.text() + (desk.poison ? POISON : '') });
  },
  /** Saves what no server takes; and sometimes notices, and goes on from it before the server has said so. */
  blunder: async (desk) => {
    const client = one(desk, 'client');
    if (client === null) return;
    const text = desk.text();
    const wrong: Data[] = [
      { gp: text.repeat(80), stage: 'open' },
      { phone: `${text}\0` },
      { shoe_size: text },
    ];
    const set = desk.chance.pick(wrong);
    await changeClient(client.id, set, client.data);
    const [field = ''] = Object.keys(set);
    if (field === 'shoe_size' || desk.chance.happens(0.4)) return;
    atWork.value = desk.phone;
    await changeClient(client.id, { [field]: desk.text() }, { ...client.data, ...set });
  },
  mend: (desk) => {
    const stuck = desk.phone.shelf.outbox.value.filter(needsAttention);
    if (stuck.length === 0) return null;
    const { change } = desk.chance.pick(stuck);
    const names = Object.keys(change.set ?? {}).filter((name) => name !== 'shoe_size');
    const typed = Object.fromEntries(names.map((name) => [name, desk.text()]));
    return mendRecord(change.kind as KindName, change.record, typed);
  },
  remove: (desk) => {
    const view = one(desk, desk.chance.pick(['client', 'contact'] as const));
    return view && write(desk, view, { delete: true });
  },
  draft: (desk) => {
    const client = one(desk, 'client');
    if (client === null) return null;
    const { set, shown } = filled(desk, client);
    const data = { begun: desk.today, shown, values: set };
    desk.phone.drafts.keep(`/clients/${client.id}/edit`, 'client', client.id, data);
    return null;
  },
  settle: (desk) => {
    const open = list(desk, 'conflict').filter(({ data }) => (data.choice ?? null) === null);
    if (open.length === 0) return null;
    const conflict = desk.chance.pick(open);
    const choice = desk.chance.pick(['kept', 'offered', 'other'] as const);
    return settleConflict(conflict.id, choice, choice === 'other' ? desk.text() : null);
  },
  decide: (desk) => {
    const open = list(desk, 'held').filter(({ data }) => (data.decision ?? null) === null);
    if (open.length === 0) return null;
    const held = desk.chance.pick(open);
    const set = desk.chance.happens(0.5)
      ? { decision: 'accepted' }
      : { decision: 'declined', reason: desk.text() };
    return write(desk, held, { set, was: { decision: null, reason: null } });
  },
  share: (desk) => {
    const client = one(desk, 'client');
    return client && give(desk, client.id);
  },
  handOver: (desk) => {
    const entries = list(desk, 'caseload').filter(({ data }) => (data.until ?? null) === null);
    if (entries.length === 0) return null;
    const entry = desk.chance.pick(entries);
    const drains = desk.chance.happens(0.3);
    const set: Data = drains ? { handing_over: true } : { until: desk.today };
    const was = { handing_over: entry.data.handing_over ?? null, until: null };
    return write(desk, entry, { set, was });
  },
  read: (desk) => {
    const note = one(desk, 'note');
    return note && markRead(note as Viewed<unknown> as Viewed<Note>);
  },
};

function give(desk: Desk, client: string | null): Promise<unknown> {
  const id = desk.phone.outside.id();
  const set = { worker: desk.chance.pick(desk.workers), worker_name: desk.text(), since: desk.today };
  const change = { id: desk.phone.outside.id(), kind: 'caseload', record: id, client, base: 0, form: 1, set };
  return desk.phone.save([{ ...change, ...desk.phone.moment() }]);
}

function write(desk: Desk, view: View, said: Pick<Change, 'set' | 'was' | 'delete'>): Promise<unknown> {
  const { id: record, kind, client, version: base } = view;
  const change = { id: desk.phone.outside.id(), kind, record, client, base, form: 1, ...said };
  return desk.phone.save([{ ...change, ...desk.phone.moment() }]);
}

function edit(desk: Desk, kind: 'client' | 'contact'): Promise<unknown> | null {
  const view = one(desk, kind);
  if (view === null) return null;
  const { set, shown } = filled(desk, view);
  return kind === 'client' ? changeClient(view.id, set, shown) : changeContact(view.id, set, shown);
}

/** What somebody types into the form of a record, and what stood in it. */
function filled({ chance, text, shown }: Desk, { kind, data }: View): { set: Data; shown: Data } {
  const field = chance.pick(FIELDS[kind as 'client' | 'contact']);
  const set: Record<string, unknown> = { [field]: chance.happens(0.1) ? null : text() };
  shown(set[field], data[field] ?? null);
  if (kind === 'client' && chance.happens(0.3)) set.stage = chance.pick(STAGES);
  if (kind === 'client' && chance.happens(0.2)) set.issues = ISSUES.filter(() => chance.happens(0.4));
  return { set, shown: { ...data } };
}

function one(desk: Desk, kind: KindName): View | null {
  const all = list(desk, kind);
  return all.length > 0 ? desk.chance.pick(all) : null;
}

function list({ phone }: Desk, kind: KindName): View[] {
  return phone.shelf.list(kind);
}
