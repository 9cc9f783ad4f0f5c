import { useEffect } from 'preact/hooks';
import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { askQuestions, questionsToLookAt } from '#state/access';
import { questions as say } from '#text/en';

/** Says that there are looks to ask about; nothing where there are none, or where the server cannot be asked. */
export function QuestionsCard() {
  useEffect(() => {
    askQuestions();
  }, []);
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
