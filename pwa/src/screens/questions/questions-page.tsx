import { useEffect } from 'preact/hooks';
import type { Question } from '#domain/access';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { EmptyState } from '#parts/empty-state';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { nameOf } from '#screens/common/names';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { Page } from '#screens/shell/page';
import { askQuestions, lookAt, questionsToLookAt } from '#state/access';
import { clientOf } from '#state/records';
import { dayAndClock } from '#text/dates';
import { form as formText, records, questions as say, seen } from '#text/en';

/** The looks that deserve a question, until somebody has looked at each. */
export function QuestionsPage() {
  const { run, words, busy } = useDoing(formText.failed);
  useEffect(() => {
    run(askQuestions);
  }, [run]);
  const known = questionsToLookAt.value;
  return (
    <Page title={say.heading} back={paths.start}>
      <div class="narrow">
        <p>{say.lead}</p>
        <Failure words={words} />
        {known?.length === 0 && (
          <EmptyState title={say.none}>
            <p>{say.noneHelp}</p>
          </EmptyState>
        )}
        {known?.map((question) => (
          <Asked key={question.id} question={question} busy={busy} onLooked={(id) => run(() => lookAt(id))} />
        ))}
      </div>
    </Page>
  );
}

interface AskedProps {
  question: Question;
  busy: boolean;
  onLooked: (id: string) => void;
}

function Asked({ question, busy, onLooked }: AskedProps) {
  const { id, at, rule, name, client, detail } = question;
  const more = say.detail(detail);
  return (
    <Card heading={say.about(rule, name ?? records.somebody, nameOf(client))}>
      <p class="quiet">{dayAndClock(at, zone())}</p>
      {more !== null && <p>{more}</p>}
      {client !== null && clientOf(client) !== undefined && (
        <p>
          <a class="card__action" href={paths.clientSeen(client)}>
            {seen.whoLink}
          </a>
        </p>
      )}
      <Button look="secondary" busy={busy} onClick={() => onLooked(id)}>
        {say.looked}
      </Button>
    </Card>
  );
}
