import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { nameOf } from '#screens/common/names';
import { signOff, sitting } from '#state/reviewing';
import { type Reviewed, reviewedOf } from '#state/reviews';
import { desk as say } from '#text/en';

/** Signs off several together: those that were opened one by one since the desk was opened, and no others. */
export function Sitting() {
  const without = useSignal<ReadonlySet<string>>(new Set());
  const saving = useSignal(false);
  const read = sitting.value.filter(({ id }) => isRead(reviewedOf(id)));
  if (read.length === 0) return null;
  const ticked = read.filter(({ id }) => !without.value.has(id));
  const tick = (id: string) => {
    const rest = new Set(without.value);
    if (!rest.delete(id)) rest.add(id);
    without.value = rest;
  };
  const save = async () => {
    saving.value = true;
    await signOff(ticked).finally(() => {
      saving.value = false;
    });
  };
  return (
    <Card heading={say.sitting}>
      <p>{say.sittingHint}</p>
      <div class="nhsuk-checkboxes nhsuk-form-group">
        {read.map(({ id, client, made }) => (
          <div class="nhsuk-checkboxes__item" key={id}>
            <input
              class="nhsuk-checkboxes__input"
              id={`sitting-${id}`}
              type="checkbox"
              checked={!without.value.has(id)}
              onChange={() => tick(id)}
            />
            <label class="nhsuk-label nhsuk-checkboxes__label" for={`sitting-${id}`}>
              {say.line(nameOf(client), made.name)}
            </label>
          </div>
        ))}
      </div>
      {ticked.length > 0 && (
        <Button busy={saving.value} onClick={save}>
          {say.signOffMany(ticked.length)}
        </Button>
      )}
    </Card>
  );
}

function isRead({ opened, standing }: Reviewed): boolean {
  return opened && standing.state === 'read';
}
