import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { applyUpdate, updateReady } from '#state/update';
import { phone as say } from '#text/en';

/** Offers a newer version. It stands only on pages without a form, so that an update never meets half a note. */
export function UpdateReady() {
  if (!updateReady.value) return null;
  return (
    <Banner label={say.updateReady}>
      <p>
        <strong>{say.updateReady}</strong> {say.updateHelp}
      </p>
      <div class="banner__actions">
        <Button onClick={applyUpdate}>{say.update}</Button>
      </div>
    </Banner>
  );
}
