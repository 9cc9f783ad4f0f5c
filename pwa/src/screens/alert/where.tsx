import type { Place, Position, KnownRisk as Risk } from '#domain/board';
import { Card } from '#parts/card';
import { SummaryList } from '#parts/summary-list';
import { Tag } from '#parts/tag';
import { zone } from '#screens/common/place';
import { date } from '#text/dates';
import { codes, alert as say } from '#text/en';

/** Where the worker is, as far as that is known, and how old and exact it is. */
export function Where({ at, now }: { at: Place; now: number }) {
  const { place, position, battery, last_heard } = at;
  const rows = [
    { key: say.address, value: place ?? say.notKnown },
    { key: say.position, value: position === null ? say.notKnown : <Fix position={position} now={now} /> },
    { key: say.battery, value: battery === null ? say.notKnown : say.charge(battery) },
    { key: say.lastHeard, value: last_heard === null ? say.notKnown : say.heardAt(last_heard, now, zone()) },
  ];
  return (
    <Card heading={say.where}>
      <SummaryList rows={rows} />
      {position !== null && <p class="quiet">{say.mapHelp}</p>}
    </Card>
  );
}

function Fix({ position: { lat, lon, accuracy_m, at }, now }: { position: Position; now: number }) {
  return (
    <>
      {say.fix(at, accuracy_m, now, zone())}
      <span class="where__links">
        <a class="card__action" href={mapOf(lat, lon)} target="_blank" rel="noreferrer noopener">
          {say.map}
        </a>
        <a class="card__action" href={`geo:${lat},${lon}?q=${lat},${lon}`}>
          {say.mapApp}
        </a>
      </span>
    </>
  );
}

function mapOf(lat: number, lon: number): string {
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`;
}

/** What somebody has said of the risk there, who and when. */
export function KnownRisk({ risk }: { risk: readonly Risk[] }) {
  return (
    <Card heading={say.known}>
      {risk.length === 0 && <p>{say.noRisk}</p>}
      <ul class="lines">
        {risk.map((one) => (
          <li key={JSON.stringify(one)}>
            <p class="entry__marks">
              {one.flags.map((flag) => (
                <Tag key={flag} tone="waiting">
                  {codes('flags', flag)}
                </Tag>
              ))}
            </p>
            <p class="quiet">{say.riskSource(one.said_by, day(one.said_on), day(one.expires_on))}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const day = (plain: string | null) => (plain === null ? null : date(plain));
