import type { ComponentChildren } from 'preact';
import type { Conflict, FieldRule } from '#domain/kinds';
import type { Viewed } from '#domain/record';
import { zone } from '#screens/common/place';
import { conflicts as say, values } from '#text/en';
import { seenBy, writersOf } from './about';

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
    field === 'deleted' ? deletionWords(data, value) : values.said(field, rule, value, zone());
  const seen = seenWords(data, said);
  const { kept, offered } = writersOf(data);
  const sides = [
    { side: 'kept', title: say.stands, value: said(data.kept), by: kept, seen: null },
    { side: 'offered', title: say.aside, value: said(data.offered), by: offered, seen },
  ] as const;
  return (
    <fieldset class="nhsuk-fieldset">
      <legend class="nhsuk-fieldset__legend field__label">{say.choose}</legend>
      <div class="nhsuk-radios nhsuk-radios--small tiles sides">
        {sides.map(({ side, title, value, by, seen }) => (
          <Tile key={side} name={id} side={side} chosen={chosen} onChoose={onChoose}>
            <span class="quiet">{title}</span>
            <strong class="sides__value">{value}</strong>
            <span class="quiet">{say.by(by.name, by.at, zone())}</span>
            {seen && <span class="quiet">{seen}</span>}
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

/** What the writer of the value kept aside had on the screen; else only that it was not the other value. */
function seenWords(data: Conflict, said: (value: unknown) => string): string {
  const seen = seenBy(data);
  if (seen === null) return say.notSeen;
  return say.hadSeen(seen.value === null ? null : said(seen.value));
}

/** A deletion and an edit have no common value: each side says what becomes of the record. */
function deletionWords(data: Conflict, value: unknown): string {
  if (data.kept) return value ? say.staysDeleted : say.comesBack;
  return value ? say.isDeleted : say.staysHere;
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
      <label class="nhsuk-label nhsuk-radios__label tiles__told" for={id}>
        {children}
      </label>
    </div>
  );
}
