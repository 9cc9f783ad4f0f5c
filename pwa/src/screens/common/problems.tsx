import { Banner } from '#parts/banner';
import { Button } from '#parts/button';
import { asksToSignIn } from '#state/problems';
import { offlineOnlyWhenInstalled, putAwayStorageLoss, status, storageLoss } from '#state/status';
import { keeping as say } from '#text/en';

/** What is wrong with this phone itself, where a person has to know: what was lost, and what not to rely on. */
export function PhoneProblems({ signingIn = false }: { signingIn?: boolean }) {
  // Where somebody signs in, that they have to needs no box of its own.
  const problem = signingIn && asksToSignIn(status.value.problem) ? null : status.value.problem;
  const install = offlineOnlyWhenInstalled.value;
  const lost = storageLoss.value !== null;
  return (
    <>
      {problem !== null && (
        <Banner label={lost ? say.lossHeading : problem} tone="amber">
          {lost && (
            <p>
              <strong>{say.lossHeading}</strong>
            </p>
          )}
          <p>{problem}</p>
          {lost && (
            <div class="banner__actions">
              <Button look="secondary" onClick={putAwayStorageLoss}>
                {say.read}
              </Button>
            </div>
          )}
        </Banner>
      )}
      {install !== null && (
        <Banner label={install} tone="amber">
          <p>{install}</p>
        </Banner>
      )}
    </>
  );
}
