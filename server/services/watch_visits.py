"""Watch the visits: whatever has become due is done, each visit in a transaction of its own."""

from datetime import datetime

from server.services.attend import attend
from server.services.each_row import each_row
from server.services.rosters_once import RostersOnce
from server.store import watches
from server.store.database import reading

AT_ONCE = 200


def watch_visits(now: datetime) -> int:
    """Attend to the visits that are due, the longest waiting first; how many there were."""
    rosters = RostersOnce(now)

    def handle(organisation: str, visit: str) -> bool:
        claimed = watches.claim(organisation, visit, now)
        if claimed is not None:
            attend(claimed.row, now, claimed.heard, claimed.alarms, rosters.of(organisation))
        return claimed is not None

    with reading():
        due = watches.due(now, AT_ONCE)
    return each_row("watch", due, handle, now)
