import { type BoardAlert, timelineOf } from '#domain/board';
import { zone } from '#screens/common/place';
import { boardNow } from '#state/board';
import { shortly } from '#text/dates';
import { alert as say } from '#text/en';

/** What happened since the alert opened, the newest first: that is what is looked for. */
export function AlertTimeline({ alert: { events, kind } }: { alert: BoardAlert }) {
  const now = new Date(boardNow.value);
  return (
    <section aria-labelledby="timeline">
      <h2 class="nhsuk-heading-s" id="timeline">
        {say.timeline}
      </h2>
      <ol class="timeline" reversed>
        {timelineOf(events).map((event) => (
          <li class="timeline-item" key={event.id}>
            <p class="timeline-item__when">
              <time dateTime={event.at}>{shortly(event.at, now, zone())}</time>
            </p>
            <p class="prose">{say.event(event, kind)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
