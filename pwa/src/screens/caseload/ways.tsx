import { type BoardVisit, standingOf } from '#domain/board';
import { Banner } from '#parts/banner';
import { Tiles } from '#parts/tiles';
import { nameOf } from '#screens/common/names';
import { zone } from '#screens/common/place';
import { boardNow } from '#state/board';
import { visitTo } from '#state/out-there';
import { handover as say } from '#text/en';

export type Way = 'hand_over' | 'at_once';

interface WaysProps {
  client: string;
  chosen: Way;
  onChoose: (way: Way) => void;
}

/** In two steps or at once; and who is with the client just now, for which either of them waits. */
export function Ways({ client, chosen, onChoose }: WaysProps) {
  const visit = visitTo(client);
  return (
    <>
      {visit !== undefined && <There visit={visit} client={client} />}
      <Tiles
        name="way"
        legend={say.how}
        options={waysOf(visit, client)}
        chosen={chosen}
        onChoose={onChoose}
      />
    </>
  );
}

function There({ visit, client }: { visit: BoardVisit; client: string }) {
  const late = ['grace', 'overdue'].includes(standingOf(visit, boardNow.value));
  const words = say.isThere(visit.worker, nameOf(client), visit.due, zone(), late);
  return (
    <Banner label={say.onVisit} tone="amber">
      <p>{words}</p>
    </Banner>
  );
}

function waysOf(visit: BoardVisit | undefined, client: string) {
  const [who, whom] = [visit?.worker, nameOf(client)];
  const waits = who !== undefined;
  return [
    {
      value: 'hand_over' as const,
      words: waits ? say.afterVisit : say.handOver,
      more: waits ? say.afterVisitHelp(who, whom) : say.handOverHelp,
    },
    {
      value: 'at_once' as const,
      words: say.atOnce,
      more: waits ? say.atOnceThereHelp(who, whom) : say.atOnceHelp,
    },
  ];
}
