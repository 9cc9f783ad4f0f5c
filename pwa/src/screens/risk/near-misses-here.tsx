import { zone } from '#screens/common/place';
import { StandingTag } from '#screens/common/standing-tag';
import { whenOf } from '#state/near-misses';
import { nearMissesOf } from '#state/records';
import { nearMisses as nearMissText, risk as say } from '#text/en';

/** What nearly went wrong here before, and what was learned from it: for whoever is about to go in. */
export function NearMissesHere({ client }: { client: string }) {
  const misses = nearMissesOf(client);
  if (misses.length === 0) return null;
  return (
    <section aria-labelledby="near-misses">
      <h2 class="nhsuk-heading-m" id="near-misses">
        {say.nearMisses}
      </h2>
      <ul class="lines">
        {misses.map((miss) => (
          <li key={miss.id}>
            <p class="prose">{miss.data.what}</p>
            {miss.data.learned && (
              <p class="prose">
                <strong>{nearMissText.learnedBy(miss.data.learned_by ?? null)}:</strong> {miss.data.learned}
              </p>
            )}
            <p class="quiet">
              {nearMissText.facts(miss.made.name, whenOf(miss), miss.data.place ?? null, zone())}
            </p>
            <p class="entry__marks">
              <StandingTag record={miss} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
