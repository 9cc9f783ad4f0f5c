"""Somebody is behind a door and nobody is watching: then those who lead are told."""

from collections import defaultdict
from datetime import datetime, timedelta

from server.safety.words import AlertKind
from server.services.alerts import open_case
from server.services.policies import policy_of
from server.services.roster import load_roster
from server.store import watches
from server.store.database import reading, writing


def find_watchers(now: datetime) -> list[str]:
    """Open a case wherever a visit is under way and no monitor has been on duty and in reach of late.

    Gives the houses where nobody watches. A change of shift may take half of the time that is allowed.
    """
    houses: dict[str, set[str]] = defaultdict(set)
    with reading():
        for organisation, worker in watches.armed():
            houses[organisation].add(worker)
        bare = [one for one, workers in houses.items() if _is_bare(one, workers, now)]
    for organisation in bare:
        with writing():
            open_case(
                organisation, AlertKind.NOBODY_WATCHING, now, subject="nobody_watching", for_time=now
            )  # fmt: skip
    return bare


def _is_bare(organisation: str, workers: set[str], now: datetime) -> bool:
    allowed = timedelta(seconds=policy_of(organisation).nobody_watching_s)
    roster = load_roster(organisation, now, before=allowed / 2)
    return any(not roster.watching(worker) for worker in workers)
