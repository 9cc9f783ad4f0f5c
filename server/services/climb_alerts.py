"""Let alerts climb: each that has something to do takes its step, in a transaction of its own."""

from datetime import datetime

from server.services.alerts import climb_case
from server.services.each_row import each_row
from server.services.rosters_once import RostersOnce
from server.store import cases
from server.store.database import reading

AT_ONCE = 200


def climb_alerts(now: datetime) -> int:
    """Take the steps that are due, the longest waiting first; how many cases moved."""
    rosters = RostersOnce(now)

    def handle(organisation: str, id: str) -> bool:
        claimed = cases.claim_case(organisation, id, now)
        if claimed is not None:
            climb_case(claimed[0], now, rosters.of(organisation))  # its visit, beside it, is at hand
        return claimed is not None

    with reading():
        due = cases.due_cases(now, AT_ONCE)
    return each_row("alert", due, handle, now)
