import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The card about notifications, fetched when it is looked at. */
export function NotificationsLater() {
  const [found, setFound] = useState<{ Card: ComponentType } | null>(null);
  useEffect(() => {
    import('#screens/common/notifications').then(
      ({ Notifications }) => setFound({ Card: Notifications }),
      () => undefined, // before the app was on this phone whole: the next look at this page finds it
    );
  }, []);
  return found && <found.Card />;
}
