import { useEffect } from 'preact/hooks';
import { Entry } from '#parts/card';
import { Tag } from '#parts/tag';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { askColleagues, colleagues } from '#state/organisation';
import { form as formText, organisation as say } from '#text/en';

/** Everybody who works here, for an administrator who has to ask what somebody looked at. */
export function PeoplePage() {
  const { run, words, busy } = useDoing(formText.failed);
  useEffect(() => {
    run(askColleagues);
  }, [run]);
  return (
    <Page title={say.people} back={paths.start}>
      <p>{say.peopleLead}</p>
      <Failure words={words} />
      <p role="status">{busy && colleagues.value === null && say.asking}</p>
      <ul class="list narrow">
        {colleagues.value?.map(({ id, name, role, team_name, active }) => (
          <Entry key={id} href={paths.personSeen(id)} title={name}>
            <p class="quiet">
              {say.role(role, team_name)} {!active && <Tag tone="waiting">{say.left}</Tag>}
            </p>
          </Entry>
        ))}
      </ul>
    </Page>
  );
}
