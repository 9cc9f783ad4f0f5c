import { Button, ButtonLink } from '#parts/button';
import { Card } from '#parts/card';
import { draw } from '#screens/desk/queue';
import { review as say } from '#text/en';

interface AuditCardProps {
  onSound: () => void;
  /** Where it is returned as falling short. */
  returning: string;
}

/** Asks what comes of an item that was drawn for audit; the result is part of the review. */
export function AuditCard({ onSound, returning }: AuditCardProps) {
  return (
    <Card heading={say.audit} urgent>
      <p>{say.drawn(draw.value.month)}</p>
      <div class="banner__actions">
        <Button onClick={onSound}>{say.sound}</Button>
        <ButtonLink look="secondary" href={returning}>
          {say.wanting}
        </ButtonLink>
      </div>
    </Card>
  );
}
