"""The promises of the watch, checked against the database and what each phone was told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.safety.words import AlertKind, VisitState
from server.services.roster import AT_THE_BOARD
from server.store.alerts import AlertEventRow, AlertRow
from server.store.columns import read_time
from server.store.duty import PresenceRow
from server.store.messages import MessageRow
from server.store.watches import AlarmRow, WatchRow
from tests.server.house import House
from tests.server.walks import looking

GRAVITY = ["no_contact", "overdue", "panic", "duress"]


@dataclass
class Told:
    """What a phone was last told of one visit, and when."""

    visit: str
    name: str
    state: str | None = None
    alert_at: datetime | None = None
    latest: datetime | None = None
    heard: set[str] = field(default_factory=set)

    def hear(self, signal: str, visit: dict[str, Any], now: datetime) -> None:
        """Take in a receipt."""
        self.heard.add(signal)
        self.state = visit["state"]
        self.alert_at = read_time(visit["alert_at"]) if visit["alert_at"] else None
        self.latest = max(filter(None, (self.latest, self.alert_at)), default=None)

    def agree(self, watch: WatchRow) -> None:
        """Take in what the board shows to a monitor who has agreed on something by phone."""
        self.state, self.alert_at = watch.state, watch.alert_at


def broken(
    house: House,
    told: dict[str, Told],
    calls: list[tuple[str, str, datetime]],
    given: set[str] | None = None,
) -> list[str]:
    """Every promise that does not hold now, in words."""
    with looking(house) as look:
        alerts = list(look.scalars(select(AlertRow)))
        alarms = list(look.scalars(select(AlarmRow)))
        lines = list(look.scalars(select(AlertEventRow).order_by(AlertEventRow.id)))
        messages = list(look.scalars(select(MessageRow)))
        seen = list(look.scalars(select(PresenceRow.seen)))
        watches = {row.visit: row for row in look.scalars(select(WatchRow))}
    now = house.clock.now()
    return [
        *_not_raised(told, alarms, now),
        *_early(told, alarms),
        *_calls_not_raised(house, calls, alerts, lines),
        *_closed_by_nobody(alerts, lines),
        *_forgotten(alerts, alarms, watches, now),
        *_not_told(lines, messages, seen),
        *_not_sent(messages, given),
    ]


def _not_raised(told: dict[str, Told], alarms: list[AlarmRow], now: datetime) -> list[str]:
    """What a phone or a monitor was told to be the latest moment has passed, and nobody was told.

    An alert that a person had closed before then was told of an earlier moment.
    """
    raised = [one for one in alarms if one.kind == AlertKind.OVERDUE]
    return [
        f"nothing was raised for {one.visit} at {one.alert_at}"
        for one in told.values()
        if one.alert_at and one.state != VisitState.ENDED and now > one.alert_at
        if not any(
            alarm.visit == one.visit and (alarm.resolved is None or alarm.resolved >= one.alert_at)
            for alarm in raised
        )
    ]


def _early(told: dict[str, Told], alarms: list[AlarmRow]) -> list[str]:
    return [
        f"{one.visit} was raised early, at {one.opened}"
        for one in alarms
        if one.kind == AlertKind.OVERDUE and one.visit in told
        if (at := told[one.visit].alert_at) and told[one.visit].state != VisitState.ENDED and one.opened < at
        if one.resolved is None
    ]


def _calls_not_raised(
    house: House, calls: list[tuple[str, str, datetime]], alerts: list[AlertRow], lines: list[AlertEventRow]
) -> list[str]:
    account = {name: one.id for name, one in house.accounts.items()}
    found = []
    for kind, name, at in calls:
        mine = {one.id for one in alerts if one.account == account[name]}
        if not any(one.alert in mine and one.at >= at and f'"{kind}"' in one.detail for one in lines):
            found.append(f"the {kind} of {name} at {at} raised nothing")
    return found


def _closed_by_nobody(alerts: list[AlertRow], lines: list[AlertEventRow]) -> list[str]:
    """A red alert ends only by a person, or quietly after its worker ended it. A drill may be missed."""
    found = []
    for alert in (one for one in alerts if one.resolved is not None and one.kind != AlertKind.DRILL):
        mine = [one for one in lines if one.alert == alert.id]
        end = [one for one in mine if one.type == "resolved"]
        by_person = bool(end) and end[-1].who is not None
        quiet = alert.outcome == "self_cleared" and any(one.type == "stand_down" for one in mine)
        if not (by_person or (quiet and alert.kind in GRAVITY[:2] and not alert.flagged)):
            found.append(f"the {alert.kind} {alert.id} was closed by nobody")
    return found


def _forgotten(
    alerts: list[AlertRow], alarms: list[AlarmRow], watches: dict[str, WatchRow], now: datetime
) -> list[str]:
    open_ = [one for one in alerts if one.resolved is None]
    found = [f"the {one.kind} has no next action" for one in open_ if one.next_action_at is None]
    held = {one.visit for one in alarms if one.resolved is None}
    found += [
        f"the visit {row.visit} has no next action"
        for row in watches.values()
        if row.ended is None and row.alert_at and row.next_action_at is None and row.visit not in held
    ]
    subjects = [one.subject for one in open_]
    if len(subjects) != len(set(subjects)):
        found.append("two open cases about one person")
    return found


def _not_told(lines: list[AlertEventRow], messages: list[MessageRow], seen: list[datetime]) -> list[str]:
    """Each step that was taken has a message; or somebody is at a board, or it is said that nobody is."""
    told = {(one.alert, one.step) for one in messages}
    silent = {(one.alert, one.at) for one in lines if one.type == "nobody_told"}
    return [
        f"step {step} of {one.alert} told nobody"
        for one in lines
        if one.type == "step"
        for step in [int(one.detail.split('"step": ')[1].split(",")[0])]
        if (one.alert, step) not in told and (one.alert, one.at) not in silent
        if not any(at <= one.at <= at + AT_THE_BOARD for at in seen)
    ]


def _not_sent(messages: list[MessageRow], given: set[str] | None) -> list[str]:
    """Whatever waits is looked at again, and whatever counts as sent was handed over (where one can know)."""
    found = [
        f"message {one.id} waits for nobody"
        for one in messages
        if one.state in ("waiting", "sending") and one.next_attempt_at is None
    ]
    if given is None:
        return found
    return found + [
        f"message {one.id} counts as sent, and was not"
        for one in messages
        if one.sent is not None and one.id not in given
    ]
