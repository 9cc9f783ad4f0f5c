import type { ComponentChildren } from 'preact';
import type { Conflict, FieldRule } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { zone } from '#screens/common/place';
import { conflicts as say, values } from '#text/en';

export type Side = 'kept' | 'offered' | 'other';

interface SidesProps {
  conflict: Viewed<Conflict>;
  rule: FieldRule | undefined;
  chosen: Side | null;
  onChoose: (side: Side) => void;
}

/** Both values side by side, each a large target, and a third that can be typed where the field is known. */
export function Sides({ conflict, rule, chosen, onChoose }: SidesProps) {
  const { data, id } = conflict;
  const field = data.field ?? '';
  const said = (value: unknown) =>
    field === 'deleted' ? (value ? say.deleted : say.notDeleted) : values.said(field, rule, value, zone());
  const sides = [
    { side: 'kept', title: say.stands, value: said(data.kept), by: [data.kept_name, data.kept_at] },
    {
      side: 'offered',
      title: say.aside,
      value: said(data.offered),
      by: [data.offered_name, data.offered_at],
    },
  ] as const;
  return (
    <fieldset class="nhsuk-fieldset">
      <legend class="nhsuk-fieldset__legend field__label">{say.choose}</legend>
      <div class="nhsuk-radios nhsuk-radios--small tiles sides">
        {sides.map(({ side, title, value, by }) => (
          <Tile key={side} name={id} side={side} chosen={chosen} onChoose={onChoose}>
            <span class="quiet">{title}</span>
            <strong class="sides__value">{value}</strong>
            <span class="quiet">{say.by(by[0] ?? null, by[1] ?? null, zone())}</span>
          </Tile>
        ))}
        {rule && (
          <Tile name={id} side="other" chosen={chosen} onChoose={onChoose}>
            {say.another}
          </Tile>
        )}
      </div>
    </fieldset>
  );
}

interface TileProps {
  name: string;
  side: Side;
  chosen: Side | null;
  onChoose: (side: Side) => void;
  children: ComponentChildren;
}

function Tile({ name, side, chosen, onChoose, children }: TileProps) {
  const id = `${side}-${name}`;
  return (
    <div class="nhsuk-radios__item">
      <input
        class="nhsuk-radios__input"
        type="radio"
        id={id}
        name={name}
        checked={chosen === side}
        onChange={() => onChoose(side)}
      />
      <label class="nhsuk-label nhsuk-radios__label sides__label" for={id}>
        {children}
      </label>
    </div>
  );
}
