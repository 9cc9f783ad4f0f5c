import { Card, Entry } from '#parts/card';
import { paths } from '#screens/common/paths';
import { Unfinished } from '#screens/common/unfinished';
import { UpdateReady } from '#screens/common/update-ready';
import { QuestionsCard } from '#screens/questions/questions-card';
import { Page } from '#screens/shell/page';
import { person } from '#state/session';
import { organisation as house, homes as say } from '#text/en';

const WATCH = [
  { href: paths.policy, title: say.rules, more: say.rulesHelp },
  { href: paths.duty, title: say.duty, more: say.dutyHelp },
  { href: paths.reports, title: say.reports, more: say.reportsHelp },
];

/** An administrator's start: the rules of the watch, its rota and its reports, and what is done from the server. */
export function AdministratorHome() {
  return (
    <Page title={say.heading(person.value?.name ?? '')}>
      <UpdateReady />
      <Unfinished />
      <QuestionsCard />
      <div class="columns columns--even">
        <Card heading={say.watch}>
          <ul class="list">
            {WATCH.map(({ href, title, more }) => (
              <Entry key={href} href={href} title={title}>
                <p class="quiet">{more}</p>
              </Entry>
            ))}
          </ul>
        </Card>
        <Card heading={say.house}>
          <ul class="list">
            <Entry href={paths.deskRules} title={house.rules}>
              <p class="quiet">{house.rulesHelp}</p>
            </Entry>
            <Entry href={paths.people} title={house.people}>
              <p class="quiet">{house.peopleHelp}</p>
            </Entry>
          </ul>
        </Card>
        <Card heading={say.accounts}>
          <p>{say.administratorLead}</p>
          <p>{say.administratorBody}</p>
        </Card>
      </div>
    </Page>
  );
}
