import type { Policy, PolicyInForce } from '#domain/policy';
import { Card } from '#parts/card';
import { SummaryList } from '#parts/summary-list';
import { zone } from '#screens/common/place';
import { policy as say } from '#text/en';

/** The policy in plain words. */
export function PolicyTable({ known }: { known: PolicyInForce }) {
  const { policy } = known;
  return (
    <>
      <Card heading={say.ladder}>
        <Ladder policy={policy} />
      </Card>
      <div class="columns columns--even">
        <div>
          <Rows
            heading={say.visit}
            policy={policy}
            names={['warnings_s', 'grace_s', 'flagged_grace_s', 'no_contact_s', 'extend_most_min']}
          />
        </div>
        <div>
          <Rows
            heading={say.after}
            policy={policy}
            names={['broadcast_every_s', 'owned_s', 'urgent_owned_s', 'pause_s', 'stand_down_s']}
          />
          <Rows
            heading={say.itself}
            policy={policy}
            names={['nobody_watching_s', 'drill_every_s', 'monitor_name', 'monitor_phone', 'monitor_sms']}
          />
        </div>
      </div>
      <Card heading={say.history}>
        <p>{known.made_at === null ? say.defaults : say.madeBy(known.made_by_name, known.made_at, zone())}</p>
        {known.confirmed_by_name !== null && <p>{say.agreedBy(known.confirmed_by_name)}</p>}
      </Card>
    </>
  );
}

function Ladder({ policy: { ladder_s, urgent_ladder_s } }: { policy: Policy }) {
  return (
    <table class="ladder">
      <thead>
        <tr>
          <th scope="col">{say.step}</th>
          <th scope="col">{say.anAlert}</th>
          <th scope="col">{say.urgent}</th>
        </tr>
      </thead>
      <tbody>
        {say.steps.map((words, index) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td data-label={say.anAlert}>{say.said('ladder_s', ladder_s[index])}</td>
            <td data-label={say.urgent}>{say.said('urgent_ladder_s', urgent_ladder_s[index])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RowsProps {
  heading: string;
  policy: Policy;
  names: readonly (keyof Policy)[];
}

function Rows({ heading, policy, names }: RowsProps) {
  return (
    <Card heading={heading}>
      <SummaryList
        rows={names.map((name) => ({ key: say.names[name] ?? name, value: say.said(name, policy[name]) }))}
      />
    </Card>
  );
}
