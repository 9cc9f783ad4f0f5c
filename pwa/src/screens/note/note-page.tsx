import { useEffect } from 'preact/hooks';
import type { Note } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { Banner } from '#parts/banner';
import { ButtonLink } from '#parts/button';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Reasons } from '#screens/common/reasons';
import { StandingTag } from '#screens/common/standing-tag';
import { Exchange } from '#screens/review/exchange';
import { AskedInGeneral, MarkedText } from '#screens/review/marked-text';
import { Page } from '#screens/shell/page';
import { Unknown } from '#screens/shell/unknown';
import { notesOf } from '#state/records';
import { markRead } from '#state/reviewing';
import { openReturns, reviewedOf } from '#state/reviews';
import { person } from '#state/session';
import { dayAndClock } from '#text/dates';
import { records, review, note as say } from '#text/en';
import { NoteFacts } from './note-facts';

/** A finished note with what was added to it later. A supervisor who opens it has read it. */
export function NotePage({ id, note }: { id: string; note: string }) {
  const all = notesOf(id);
  const found = all.find((one) => one.id === note);
  useMarkRead(found);
  if (found === undefined) return <Unknown title={say.unknown} />;
  const addenda = all
    .filter(({ data }) => data.addendum_to === note && (data.answers ?? []).length === 0)
    .reverse();
  const returns = openReturns(note);
  return (
    <Page
      title={say.of(nameOf(id))}
      caption={dayAndClock(found.data.happened_at ?? found.made.at, zone())}
      back={person.value?.role === 'supervisor' ? paths.start : paths.client(id)}
      actions={
        found.standing === 'needs_attention' ? (
          <ButtonLink href={paths.mendNote(id, note)}>{say.mend}</ButtonLink>
        ) : (
          <ButtonLink href={paths.addendum(id, note)}>
            {returns.length > 0 ? review.answer : say.addAddendum}
          </ButtonLink>
        )
      }
    >
      <div class="columns columns--reading">
        <div>
          <Refusal note={found} />
          <div class="card">
            <AskedInGeneral text={found.data.text} returns={returns} />
            <MarkedText text={found.data.text} returns={returns} />
          </div>
          <Addenda addenda={addenda} />
          <Exchange item={found} />
          <p>{say.finished}</p>
        </div>
        <NoteFacts note={found} client={id} />
      </div>
    </Page>
  );
}

function useMarkRead(note: Viewed<Note> | undefined): void {
  const me = person.value;
  const reads = me?.role === 'supervisor' && note !== undefined && note.made.by !== me.id;
  const unread = reads && !reviewedOf(note.id).opened;
  useEffect(() => {
    if (unread) markRead(note);
  }, [unread, note]);
}

function Refusal({ note }: { note: Viewed<Note> }) {
  if (note.standing !== 'needs_attention') return null;
  return (
    <Banner label={records.needsAttention} tone="amber">
      <p>
        <strong>{records.needsAttention}</strong>
      </p>
      <Reasons record={note} />
    </Banner>
  );
}

function Addenda({ addenda }: { addenda: Viewed<Note>[] }) {
  if (addenda.length === 0) return null;
  return (
    <>
      <h2 class="nhsuk-heading-m">{say.addenda}</h2>
      {addenda.map((one) => (
        <article class="card" key={one.id} aria-label={records.addendum}>
          <p class="entry__marks">
            <span>{records.writtenBy(one.made.name, one.made.at, zone())}</span>
            <StandingTag record={one} />
          </p>
          <p class="prose">{one.data.text}</p>
        </article>
      ))}
    </>
  );
}
