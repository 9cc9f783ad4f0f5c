import { useEffect, useRef } from 'preact/hooks';
import { type Comment, type Item, sentencesOf } from '#domain/review';
import { Button } from '#parts/button';
import { labelOf } from '#screens/common/labels';
import { form as formText, review as say } from '#text/en';
import { isNote, placesOf } from './item-body';

/** A comment that is being typed: its words may still be missing. */
type Typed = Omit<Comment, 'text'> & { readonly text: string };

interface PinsProps {
  item: Item;
  comments: unknown;
  errors: readonly string[];
  onChange: (comments: readonly Typed[]) => void;
}

/** The text sentence by sentence, or the contact field by field: what is chosen gets a box for what is asked. */
export function Pins({ item, comments, errors, onChange }: PinsProps) {
  const typed = (Array.isArray(comments) ? comments : []) as readonly Typed[];
  const wrong = errors.length > 0;
  const at = (pin: Typed) => typed.findIndex((one) => isSame(one, pin));
  const toggle = (pin: Typed) => {
    const place = at(pin);
    if (place < 0) onChange([...typed, pin]);
    else if (typed[place]?.text.trim() === '') onChange(typed.filter((_, other) => other !== place));
  };
  return (
    <fieldset
      class={`nhsuk-fieldset nhsuk-form-group ${wrong ? 'nhsuk-form-group--error' : ''}`}
      id="comments"
      tabIndex={-1}
      aria-describedby={wrong ? 'comments-error' : undefined}
    >
      <legend class="nhsuk-fieldset__legend">{say.choosePlace}</legend>
      {wrong && (
        <span class="nhsuk-error-message" id="comments-error">
          <span class="nhsuk-u-visually-hidden">{formText.error}</span> {errors.join(' ')}
        </span>
      )}
      <ul class="pins">
        {pinsOf(item).map(({ pin, words }, number) => {
          const place = at(pin);
          return (
            <li key={`${pin.field} ${pin.quote ?? ''} ${pin.nth ?? 0}`}>
              <button type="button" class="pins__place" aria-pressed={place >= 0} onClick={() => toggle(pin)}>
                {words}
              </button>
              {place >= 0 && (
                <Box
                  id={`comment-${number}`}
                  text={typed[place]?.text ?? ''}
                  about={words}
                  onInput={(text) =>
                    onChange(typed.map((one, other) => (other === place ? { ...one, text } : one)))
                  }
                  onRemove={() => onChange(typed.filter((_, other) => other !== place))}
                />
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

interface BoxProps {
  id: string;
  text: string;
  about: string;
  onInput: (text: string) => void;
  onRemove: () => void;
}

function Box({ id, text, about, onInput, onRemove }: BoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (box.current?.value === '') box.current.focus();
  }, []);
  return (
    <div class="pins__box">
      <label class="nhsuk-label" for={id}>
        {say.yourWords} <span class="nhsuk-u-visually-hidden">{say.about(about)}</span>
      </label>
      <textarea
        class="nhsuk-textarea"
        id={id}
        dir="auto"
        rows={3}
        ref={box}
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Button look="secondary" onClick={onRemove}>
        {say.remove}
      </Button>
    </div>
  );
}

function pinsOf(item: Item): { pin: Typed; words: string }[] {
  if (!isNote(item))
    return placesOf(item).map(({ field, was, words }) => ({
      pin: { field, text: '', ...(was === null ? {} : { was }) },
      words: `${labelOf('contact', field)}: ${words}`,
    }));
  const sentences = sentencesOf(item.data.text).map(({ text: quote, nth }) => ({
    pin: { field: 'text', quote, nth, text: '' },
    words: quote,
  }));
  return [{ pin: { field: 'text', text: '' }, words: say.wholeNote }, ...sentences];
}

function isSame(one: Typed, other: Typed): boolean {
  return one.field === other.field && one.quote === other.quote && one.nth === other.nth;
}
