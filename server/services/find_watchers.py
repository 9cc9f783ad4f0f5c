"""Somebody is behind a door and nobody is watching: those who lead are told, and told when that is over."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from server.safety import sentences as say
from server.safety.alert import stand_down
from server.safety.words import AlertKind
from server.services.alerts import apply_move, open_case
from server.services.policies import policy_of
from server.services.roster import load_roster
from server.store import cases, watches
from server.store.database import reading, writing
from server.store.locks import lock_subject

SUBJECT = "nobody_watching"
NO_TIME = timedelta()


def find_watchers(now: datetime) -> list[str]:
    """Open a case wherever a visit is under way and no monitor has been on duty and in reach of late.

    Where somebody watches again, or nobody is out any more, it is stood down. Gives the houses where nobody
    watches. A change of shift may take half of the time that is allowed.
    """
    houses: dict[str, set[str]] = defaultdict(set)
    with reading():
        for organisation, worker in watches.armed():
            houses[organisation].add(worker)
        bare = [one for one, workers in houses.items() if _is_bare(one, workers, _allowed(one) / 2, now)]
        over = {one: words for one in cases.untaken_houses(SUBJECT) if (words := _why_over(one, houses, now))}
    for organisation in bare:
        with writing():
            open_case(
                organisation, AlertKind.NOBODY_WATCHING, now, subject=SUBJECT, for_time=now
            )  # fmt: skip
    for organisation, words in over.items():
        with writing():
            _stand_down(organisation, words, now)
    return bare


def _allowed(organisation: str) -> timedelta:
    return timedelta(seconds=policy_of(organisation).nobody_watching_s)


def _is_bare(organisation: str, workers: set[str], before: timedelta, now: datetime) -> bool:
    roster = load_roster(organisation, now, before=before)
    return any(not roster.watching(worker) for worker in workers)


def _why_over(organisation: str, houses: Mapping[str, set[str]], now: datetime) -> str | None:
    """Why nobody has to be told any more; None where somebody has. Whoever left a moment ago is no watch."""
    if organisation not in houses:
        return say.NOBODY_OUT
    return None if _is_bare(organisation, houses[organisation], NO_TIME, now) else say.WATCHED_AGAIN


def _stand_down(organisation: str, words: str, now: datetime) -> None:
    lock_subject(organisation, SUBJECT)
    row = cases.open_case(organisation, SUBJECT)
    if row is not None and row.owner is None:  # whoever has it sees to it
        apply_move(row, stand_down(cases.read_alert(row), words, now, policy_of(organisation)), now)
