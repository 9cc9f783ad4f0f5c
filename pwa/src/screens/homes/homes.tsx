import { Card } from '#parts/card';
import { paths } from '#screens/common/paths';
import { Page } from '#screens/shell/page';
import { person } from '#state/session';
import { homes as say } from '#text/en';

/** An administrator's start: says plainly what there is and what there is not. */
export function AdministratorHome() {
  return <Home lead={say.administratorLead} body={say.administratorBody} />;
}

function Home({ lead, body }: { lead: string; body: string }) {
  return (
    <Page title={say.heading(person.value?.name ?? '')}>
      <div class="narrow">
        <p class="nhsuk-body-l">{lead}</p>
        <p>{body}</p>
        <Card heading={say.ways}>
          <p>
            <a class="card__action" href={paths.phone}>
              {say.phone}
            </a>
          </p>
        </Card>
      </div>
    </Page>
  );
}
