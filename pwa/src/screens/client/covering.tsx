import { Banner } from '#parts/banner';
import { isCovering } from '#state/access';
import { access as say } from '#text/en';

/** Says on the page of a client who is not hers that a case manager has them for a while only. */
export function Covering({ client }: { client: string }) {
  if (!isCovering(client)) return null;
  return (
    <Banner label={say.banner}>
      <p>
        <strong>{say.banner}</strong>
      </p>
      <p>{say.bannerBody}</p>
    </Banner>
  );
}
