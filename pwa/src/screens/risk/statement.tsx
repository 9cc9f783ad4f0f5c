import type { Risk } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { reviewIsDue, saidOn } from '#domain/risk';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { paths } from '#screens/common/paths';
import { StandingTag } from '#screens/common/standing-tag';
import { codes, records, risk as say } from '#text/en';

/** What one person said: the flags, in their words, who and when, and until when it counts. */
export function Statement({ risk, expired }: { risk: Viewed<Risk>; expired: boolean }) {
  const { flags, detail, about, said_by, review_on, expires_on } = risk.data;
  return (
    <li class={expired ? 'statement statement--expired' : 'statement'}>
      <p>
        <strong>{(flags ?? []).map((flag) => codes('flags', flag)).join(', ')}</strong>
        {about && <span class="quiet"> ({codes('about', about).toLowerCase()})</span>}
      </p>
      {detail && <p class="quote">{detail}</p>}
      <p class="quiet">
        {say.saidBy(said_by ?? records.somebody, saidOn(risk))}{' '}
        {say.until(review_on ?? null, expires_on ?? null)}
      </p>
      <p class="entry__marks">
        {expired && <Tag tone="plain">{say.expired}</Tag>}
        {!expired && reviewIsDue(risk, now.value.toISOString().slice(0, 10)) && (
          <Tag tone="waiting">{say.overdue}</Tag>
        )}
        <StandingTag record={risk} />
      </p>
      {risk.client !== null && (
        <p>
          <a class="card__action" href={paths.changeRisk(risk.client, risk.id)}>
            {say.lookAgain}
          </a>
        </p>
      )}
    </li>
  );
}
