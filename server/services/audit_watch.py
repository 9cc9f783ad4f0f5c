"""The auditor: looks for whatever nobody would ever act on, acts on it at once, and says so."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

from server.adapters.world import world
from server.safety import sentences as say
from server.safety.words import AlertKind
from server.services.alerts import climb_case, hold_case, open_case
from server.services.attend import attend
from server.services.each_row import each_row
from server.store import cases, messages, watches, wrong_rows
from server.store.database import reading, writing
from server.store.heartbeat import last_beat
from server.store.locks import lock_subject

LATE = timedelta(seconds=30)
STUCK = timedelta(minutes=2)
ENGINE = "engine"
NUMBER = re.compile(r"\d+(\.\d+)?")
STALE = timedelta(seconds=60)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def audit_watch(now: datetime, began: datetime = LONG_AGO) -> dict[str, list[str]]:
    """Find every visit, case and message without a next action, or long past it; what was wrong, by house.

    Each is acted on at once, and a case about the watch itself is opened where anything was found. What
    waited while no engine ran is no fault of this one, which `began` since: it has its time from then.
    """

    def too_long(patience: timedelta) -> datetime:
        """What has waited since before then has waited too long."""
        return now - patience if began <= now - patience else LONG_AGO

    found: dict[str, list[str]] = defaultdict(list)
    _mend_visits(now, too_long(LATE), found)
    _mend_cases(now, too_long(LATE), found)
    _mend_messages(now, too_long(STUCK), found)
    _look_at_ourselves(now, too_long(STALE), found)
    for organisation, troubles in found.items():
        report_trouble(organisation, troubles, now)
    return dict(found)


def report_trouble(organisation: str, troubles: list[str], now: datetime) -> None:
    """Open a case about the watch itself, or wake the one that is open, for what it has not said yet."""
    with writing():
        lock_subject(organisation, ENGINE)
        said = " ".join(map(_without_numbers, cases.open_lines(organisation, ENGINE)))
        new = [one for one in troubles if _without_numbers(one) not in said]
        if new:
            open_case(
                organisation, AlertKind.ENGINE_DEGRADED, now, subject=ENGINE, for_time=now,
                reason=" ".join((say.DEGRADED, *new)), held=True,
            )  # fmt: skip


def _without_numbers(words: str) -> str:
    """What stays the same while more or fewer of something are found."""
    return NUMBER.sub("", words)


def _mend_visits(now: datetime, late: datetime, found: dict[str, list[str]]) -> None:
    def handle(organisation: str, visit: str) -> bool:
        row = watches.hold(organisation, visit)
        if row is None:
            return False
        attend(row, now)
        return True

    with reading():
        rows = watches.unattended(late)
    each_row("watch", rows, handle, now)
    for organisation, count in Counter(row[0] for row in rows).items():
        found[organisation].append(say.unattended_visits(count))


def _mend_cases(now: datetime, late: datetime, found: dict[str, list[str]]) -> None:
    def handle(organisation: str, id: str) -> bool:
        row = hold_case(organisation, id)
        if row is None or row.resolved is not None:
            return False
        if row.next_action_at is not None and row.next_action_at >= late:
            return False  # somebody has acted since it was found, and the next step has a time of its own
        row.next_action_at = now
        climb_case(row, now)
        return True

    with reading():
        rows = cases.unattended(late)
    each_row("alert", rows, handle, now)
    for organisation, count in Counter(row[0] for row in rows).items():
        found[organisation].append(say.unattended_alerts(count))


def _mend_messages(now: datetime, late: datetime, found: dict[str, list[str]]) -> None:
    with writing():
        stuck = messages.send_stuck(late, now)
    for organisation, count in stuck.items():
        found[organisation].append(say.stuck_messages(count))


def _look_at_ourselves(now: datetime, stale: datetime, found: dict[str, list[str]]) -> None:
    with writing():
        wrong_rows.forget_mended(now)
        wrong, sender = wrong_rows.wrong(now), last_beat("sender")
        houses = watches.watched_houses()
    for organisation, count in wrong.items():
        found[organisation].append(say.wrong_rows(count))
    jumped = world().jumped()
    for organisation in houses:
        if sender is not None and sender < stale:
            found[organisation].append(say.SENDER_STALE)
        if jumped:
            found[organisation].append(say.clock_jumped(jumped))
