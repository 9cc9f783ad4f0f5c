import { computed, effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { askQuestions, questionsToLookAt } from '#state/access';
import { status } from '#state/status';
import { questions as say } from '#text/en';

/** The server nudges a supervisor when somebody opens a client who is not theirs: that is heard with the next fetch. */
const heard = computed(() => status.value.lastReceived);

/** Says that there are looks to ask about; nothing where there are none, or where the server cannot be asked. */
export function QuestionsCard() {
  useEffect(
    () =>
      effect(() => {
        if (heard.value !== null) askQuestions();
      }),
    [],
  );
  const count = questionsToLookAt.value?.length ?? 0;
  if (count === 0) return null;
  return (
    <Card heading={say.heading} urgent>
      <p>{say.waiting(count)}</p>
      <p>
        <a class="card__action" href={paths.looks}>
          {say.see}
        </a>
      </p>
    </Card>
  );
}
