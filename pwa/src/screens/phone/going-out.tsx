import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { pinIsSet } from '#state/visits';
import { pins, practice } from '#text/en';

/** What somebody who visits people at home sets up and practises beforehand. */
export function GoingOut() {
  return (
    <Card heading={practice.card}>
      <p>
        <a class="card__action" href={paths.practice}>
          {practice.heading}
        </a>
      </p>
      <p>
        <a class="card__action" href={paths.pins}>
          {pins.heading}
        </a>
      </p>
      <p class="quiet">{pinIsSet() ? pins.isSet : pins.notSet}</p>
    </Card>
  );
}
