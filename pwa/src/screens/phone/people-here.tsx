import { useLocation } from 'preact-iso';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { now } from '#parts/now';
import { Tag } from '#parts/tag';
import { paths } from '#screens/common/paths';
import { type PersonHere, peopleOnThisPhone, switchTo } from '#state/people';
import { phone as phoneText, people as say } from '#text/en';
import { leftWords } from './left-words';
import { StopsRinging } from './stops-ringing';

/** Everybody who has worked on this phone, what of theirs waits, and letting another work. */
export function PeopleHere() {
  const people = peopleOnThisPhone.value;
  return (
    <Card heading={say.heading}>
      <p class="quiet">{people.length > 1 ? say.intro : say.alone}</p>
      {people.length > 1 && <StopsRinging out={false} />}
      <ul class="lines">
        {people.map((one) => (
          <Here key={one.person.id} here={one} />
        ))}
      </ul>
    </Card>
  );
}

function Here({ here }: { here: PersonHere }) {
  const { route } = useLocation();
  const { person, atWork } = here;
  const words = leftWords(here, now.value);
  const nothing = atWork ? say.nothingOfYours : say.nothing;
  const change = async () => {
    await switchTo(person);
    route(paths.start);
  };
  return (
    <li>
      <p class="entry__marks">
        <strong>{person.name}</strong>
        <span class="quiet">{phoneText.roles[person.role]}</span>
        {atWork && <Tag tone="calm">{say.atWork}</Tag>}
      </p>
      {(words.length > 0 ? words : [nothing]).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {!atWork && (
        <Button look="secondary" onClick={change}>
          {say.switchTo(person.name)}
        </Button>
      )}
    </li>
  );
}
