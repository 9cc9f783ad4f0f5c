import type { Contact, Note } from '#domain/kinds';
import { Entry } from '#parts/card';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { ReviewTag } from '#screens/review/review-tag';
import { shortly } from '#text/dates';
import { contact as contactText, records, desk as say } from '#text/en';
import type { Queued } from './queue';

/** One item of the list: about whom, by whom, its first words, and where it stands. */
export function DeskItem({ one, query }: { one: Queued; query: string }) {
  const { item, standing, opened, own, wait, late } = one;
  const { at, happened_at, addendum_to } = item.data as Partial<Contact & Note>;
  const unread = !own && !opened && standing.state !== 'signed_off';
  return (
    <Entry href={paths.review(item.id, query)} title={say.line(nameOf(item.client), item.made.name)}>
      <p class="entry__more">{firstWords(item.data)}</p>
      <p class="entry__marks">
        {unread && <Tag tone="calm">{records.unread}</Tag>}
        {standing.state !== 'new' && standing.state !== 'read' && <ReviewTag state={standing.state} />}
        {late && <Tag tone="attention">{say.late}</Tag>}
        {wait && (
          <span class="quiet">
            {say.waits(wait.since, wait.for === 'writer' ? item.made.name : null, now.value)}
          </span>
        )}
        {addendum_to && <span class="quiet">{records.addendum}</span>}
        <span class="quiet">
          {say.happened(shortly(happened_at ?? at ?? item.made.at, now.value, zone()))}
        </span>
        <StandingTag record={item} />
      </p>
    </Entry>
  );
}

function firstWords(data: Note | Contact): string {
  if ('text' in data) return data.text;
  return data.summary ?? data.purpose ?? contactText.line(data.way, data.place ?? null, data.outcome ?? null);
}
