import { useSignal } from '@preact/signals';
import { Button } from '#parts/button';
import { EmptyState } from '#parts/empty-state';
import { PhoneProblems } from '#screens/common/problems';
import { unreadNotes } from '#screens/common/unread';
import { UpdateReady } from '#screens/common/update-ready';
import { Page } from '#screens/shell/page';
import { desk as say } from '#text/en';
import { arrived, type Choice, chosen, noChoice } from './arrived';
import { DeskNote } from './desk-note';
import { Filters } from './filters';
import { WaitingCards } from './waiting-cards';

const AT_ONCE = 40;

/** The supervisor's start: the team's notes as they arrive, newest first, the unread marked. */
export function Desk() {
  const choice = useSignal<Choice>(noChoice);
  const shown = useSignal(AT_ONCE);
  const notes = chosen(arrived.value, choice.value, unreadNotes.value);
  const unread = notes.filter((note) => unreadNotes.value.has(note.id)).length;
  const choose = (part: Partial<Choice>) => {
    choice.value = { ...choice.peek(), ...part };
    shown.value = AT_ONCE;
  };
  return (
    <Page title={say.heading}>
      <UpdateReady />
      <PhoneProblems />
      <div class="columns">
        <div>
          <WaitingCards />
          <Filters choice={choice.value} onChoose={choose} />
        </div>
        <section aria-label={say.heading}>
          <p class="desk__count" role="status">
            {say.count(notes.length, unread)}
          </p>
          {notes.length === 0 && (
            <EmptyState title={arrived.value.length === 0 ? say.none : say.noneFiltered} />
          )}
          <ul class="list desk__notes">
            {notes.slice(0, shown.value).map((note) => (
              <DeskNote key={note.id} note={note} unread={unreadNotes.value.has(note.id)} />
            ))}
          </ul>
          {notes.length > shown.value && (
            <Button
              look="secondary"
              onClick={() => {
                shown.value += AT_ONCE;
              }}
            >
              {say.showMore}
            </Button>
          )}
        </section>
      </div>
    </Page>
  );
}
