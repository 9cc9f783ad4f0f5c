"""Attend to one visit: work it out from its signals, do what is due, and note when to look again."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import world
from server.safety import sentences as say
from server.safety.policy import Policy
from server.safety.signals import Signal, made_at
from server.safety.visit import GUESSES, Case, Moment, Visit, due_moments, fold_visit
from server.safety.words import Action, AlertKind, Channel, SignalType
from server.services.alerts import open_case
from server.services.policies import policy_of
from server.services.roster import Roster
from server.store import messages, rosters, signals, watches
from server.store.watches import WatchRow

JUST_BEFORE = timedelta(milliseconds=1)


def attend(
    row: WatchRow,
    now: datetime,
    heard: Sequence[Signal] | None = None,
    alarms: Sequence[Case] | None = None,
    roster: Roster | None = None,
) -> tuple[Visit, tuple[Moment, ...]]:
    """Bring a watch up to date whose worker the caller holds; the visit as it stands, and what was done.

    `heard` and `alarms` are the visit's where the caller has read them. Case and messages are written in
    the caller's transaction, and so is the mark that they were.
    """
    if heard is None:
        heard = signals.of_visit(row.organisation, row.visit)
    if alarms is None:
        alarms = watches.alarms(row.organisation, row.visit)
    policy = roster.policy if roster else policy_of(row.organisation)
    visit = fold(row, heard, now, policy, alarms)
    row.acted_until = _done_until(row.acted_until, visit, alarms, now)
    moments = due_moments(visit, row.acted_until, now)
    for moment in moments:
        _act(row, moment, now, heard, roster)
    if moments:
        row.acted_until = max(moment.at for moment in moments)
    watches.keep(row, visit)
    return visit, moments


def fold(
    row: WatchRow,
    heard: Sequence[Signal],
    now: datetime,
    policy: Policy,
    alarms: Sequence[Case] | None = None,
) -> Visit:
    """The visit of a watch, by those of these signals that came from whoever is to go."""
    if alarms is None:
        alarms = watches.alarms(row.organisation, row.visit)
    hers = [one for one in heard if one.account == row.account]
    return fold_visit(watches.plan_of(row), hers, now, policy, alarms)


def _done_until(
    noted: datetime | None, visit: Visit, alarms: Sequence[Case], now: datetime
) -> datetime | None:
    """Up to when all that was due was done: a red alert that there is not was not, whatever was noted.

    So it is where a plan was moved to a time earlier than what was done about it.
    """
    if noted is None or visit.ended is not None or visit.alert_at is None or visit.alert_at > now:
        return noted
    raised = any(case.kind is AlertKind.OVERDUE and case.resolved is None for case in alarms)
    return noted if raised else min(noted, visit.alert_at - JUST_BEFORE)


def _act(
    row: WatchRow, moment: Moment, now: datetime, heard: Sequence[Signal], roster: Roster | None
) -> None:
    if moment.action in (Action.WARN, Action.GRACE):
        _remind(row, moment, now)
        return
    kind = AlertKind.OVERDUE if moment.action is Action.OVERDUE else AlertKind.NO_CONTACT
    open_case(
        row.organisation, kind, now, subject=row.account, for_time=moment.at, worker=row.account,
        worker_name=row.worker_name, visit=row.visit, flagged=row.flagged,
        reason=_reason(row, moment, heard), roster=roster, held=True,
    )  # fmt: skip


def _reason(row: WatchRow, moment: Moment, heard: Sequence[Signal]) -> str | None:
    if moment.action is Action.UNVERIFIED:
        return say.unverified(row.worker_name)
    if moment.action is Action.GUESSED:
        return say.guessed(row.worker_name, GUESSES)
    if moment.action is Action.LATE_START:
        starts = [one for one in heard if one.type is SignalType.START and one.received == moment.at]
        if starts:
            return say.late_start(made_at(starts[-1]), moment.at, policy_of(row.organisation).time_zone)
    return None


def _remind(row: WatchRow, moment: Moment, now: datetime) -> None:
    """Remind the worker on her own phone; a reminder whose time has passed by much is stale there too."""
    left = moment.minutes_left or 0
    rows = []
    for endpoint in rosters.browsers_of(row.organisation, row.account):
        id = world().new_secret()
        about = {"organisation": row.organisation, "id": id, "visit": row.visit, "account": row.account}
        address = {"channel": Channel.PUSH.value, "endpoint": endpoint, "step": 0, "round": left}
        payload = json.dumps({**_reminder(row, left), "message": id})
        rows.append({**about, **address, "payload": payload, "created": now, "next_attempt_at": now})
    messages.add(rows)


def _reminder(row: WatchRow, left: int) -> dict[str, Any]:
    return {
        "alert": None,
        "kind": "reminder",
        "grade": "amber",
        "drill": False,
        "number": 1,
        "title": say.REMINDER,
        "body": say.reminder(left),
        "url": f"/visits/{row.visit}",
        "siren": False,
    }
