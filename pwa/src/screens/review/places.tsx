import { paths } from '#screens/common/paths';
import type { neighbours } from '#screens/desk/lap';
import { review as say } from '#text/en';
import { isTouchOnly, keysOn } from './use-keys';

/** Where in its list the item stands, and the ways to the one before and the one after. */
export function Places({ places, query }: { places: ReturnType<typeof neighbours>; query: string }) {
  const { place, of, previous, next } = places;
  return (
    <nav class="neighbours" aria-label={say.place}>
      <Way to={previous} query={query} words={say.previous} />
      <span>{say.placeOf(place + 1, of)}</span>
      <Way to={next} query={query} words={say.next} />
    </nav>
  );
}

function Way({ to, query, words }: { to: string | null; query: string; words: string }) {
  if (to === null) return <span class="neighbours__way" />;
  return (
    <a class="neighbours__way" href={paths.review(to, query)}>
      {words}
    </a>
  );
}

/** The keys of the page, said where there is a keyboard to press them, and put off by who wants none. */
export function Keys() {
  if (isTouchOnly) return null;
  return (
    <section class="keys" aria-label={say.keys}>
      <p class="quiet">
        <strong>{say.keys}.</strong> {say.keysHint}
      </p>
      <div class="nhsuk-checkboxes">
        <div class="nhsuk-checkboxes__item">
          <input
            class="nhsuk-checkboxes__input"
            id="keys"
            type="checkbox"
            checked={keysOn.value}
            onChange={(event) => {
              keysOn.value = event.currentTarget.checked;
            }}
          />
          <label class="nhsuk-label nhsuk-checkboxes__label" for="keys">
            {say.keysOn}
          </label>
        </div>
      </div>
    </section>
  );
}
