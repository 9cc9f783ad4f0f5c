import { useEffect } from 'preact/hooks';
import { fetchTeamDevices } from '#state/devices';
import { glance as say } from '#text/en';
import { GlanceCard } from './glance-card';
import { glances } from './glances';

/** The team at a glance: a card for each case manager. */
export function AtAGlance() {
  // What each phone has unsent only the server knows; without a network that line is left out.
  useEffect(() => {
    fetchTeamDevices();
  }, []);
  return (
    <section aria-label={say.heading}>
      {glances.value.length === 0 && <p>{say.none}</p>}
      <div class="glances">
        {glances.value.map((one) => (
          <GlanceCard key={one.worker} glance={one} />
        ))}
      </div>
    </section>
  );
}
