import type { Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Card } from '#parts/card';
import { SummaryList } from '#parts/summary-list';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { contactsOf } from '#state/records';
import { dayAndClock } from '#text/dates';
import { contact as contactText, note as say } from '#text/en';

/** What is known of a note beside its words. The three times are kept apart: happened, saved, received. */
export function NoteFacts({ note, client }: { note: Viewed<Note>; client: string }) {
  const { data, made } = note;
  const place = zone();
  const contact = contactsOf(client).find((one) => one.id === data.contact);
  const rows = [
    {
      key: say.about,
      value: (
        <a class="card__action" href={paths.client(client)}>
          {nameOf(client)}
        </a>
      ),
    },
    { key: say.writtenBy, value: made.name },
    ...(data.happened_at ? [{ key: say.happened, value: dayAndClock(data.happened_at, place) }] : []),
    { key: say.savedAt, value: dayAndClock(made.at, place) },
    {
      key: say.receivedAt,
      value: made.received === null ? say.notReceived : dayAndClock(made.received, place),
    },
    ...(data.source ? [{ key: say.source, value: data.source }] : []),
  ];
  if (contact) {
    const { way, place: where, outcome, at } = contact.data;
    const line = contactText.line(way, where ?? null, outcome ?? null);
    rows.push({ key: say.contact, value: `${line}\n${dayAndClock(at, place)}` });
  }
  return (
    <Card heading={say.facts}>
      <SummaryList rows={rows} />
    </Card>
  );
}
