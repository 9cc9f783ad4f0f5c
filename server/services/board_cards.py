"""What the board says of a visit and of an alert: nothing of the case record, and no client's name."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from server.safety.apparent import NEWS
from server.safety.words import AlertKind, AlertState, VisitState
from server.services.alerts import BEFORE
from server.services.board_facts import Facts
from server.store.alerts import AlertEventRow, AlertRow
from server.store.columns import write_time
from server.store.watches import WatchRow

RUNNING = frozenset((VisitState.ARMED, VisitState.DUE_SOON, VisitState.GRACE))
MAY_REPEAT = frozenset(("step", "signal"))
OWN_SCRIPT = (AlertKind.DURESS, AlertKind.NOBODY_WATCHING)
"""What is to be done about these is the same once there is a sign that all is well."""
HIDDEN = (BEFORE, NEWS, "message")
"""What is kept for whom it is about, and the id with which anybody could say that a message was shown."""
SCRIPTS = (AlertState.STAND_DOWN, AlertState.DOWNGRADED)


def visit_card(watch: WatchRow, facts: Facts) -> dict[str, Any]:
    """What whoever watches has to know of a visit."""
    last = facts.last(watch.visit)
    return {
        "id": watch.visit,
        "account": watch.account,
        "worker": watch.worker_name,
        "phone": facts.phones.get(watch.account),
        "state": state_at(watch, facts.now),
        "due": _time(watch.due),
        "alert_at": _time(watch.alert_at),
        "planned_start": _time(watch.planned_start),
        "last_heard": _time(watch.last_heard),
        "place": watch.place,
        "position": last.position,
        "battery": last.battery,
        "flagged": watch.flagged,
        "unplanned": watch.unplanned,
        "risk": facts.risks.get(watch.client or "", []),
        "alert": facts.alert_of.get(watch.visit),
    }


def state_at(watch: WatchRow, now: datetime) -> str:
    """How a visit stands: as it was last worked out, and by the clock where nobody has done so since."""
    if watch.state in RUNNING and watch.due is not None and watch.alert_at is not None:
        if now >= watch.alert_at:
            return VisitState.OVERDUE.value
        if now >= watch.due:
            return VisitState.GRACE.value
    return watch.state


def alert_card(alert: AlertRow, facts: Facts) -> dict[str, Any]:
    """What whoever answers an alert has to know."""
    watch, hers = facts.watches.get(alert.visit or ""), facts.watch_behind(alert)
    last = facts.last(hers.visit if hers and alert.id not in facts.lasts else alert.id)
    lines = facts.lines.get(alert.id, [])
    cause = alert.cause or alert.kind
    about = alert.kind if alert.resolved else cause
    return {
        "id": alert.id,
        "kind": alert.kind,
        "about": about,
        "reason": alert.reason if about == cause else None,
        "grade": alert.grade,
        "state": alert.state,
        "step": alert.step,
        "drill": alert.kind == AlertKind.DRILL.value,
        "script": alert.state if alert.state in SCRIPTS and about not in OWN_SCRIPT else about,
        "flagged": alert.flagged,
        "mine": alert.account == facts.actor.user and alert.kind != AlertKind.DRILL.value,
        "worker": alert.worker_name or None,
        "account": alert.account,
        "phone": facts.phones.get(alert.account or ""),
        "visit": alert.visit,
        "place": watch and watch.place,
        "due": _time(hers.due if hers else None),
        "position": last.position,
        "battery": last.battery,
        "last_heard": _time(hers.last_heard if hers else last.heard),
        "risk": facts.risks.get(watch.client or "", []) if watch else [],
        "opened": write_time(alert.opened),
        "for_time": write_time(alert.for_time),
        "next_action_at": _time(alert.next_action_at),
        "owner": {"account": alert.owner, "name": alert.owner_name} if alert.owner else None,
        "owned_until": _time(alert.owned_until),
        "told": sorted(facts.told.get(alert.id, ())),
        "outcome": alert.outcome,
        "resolved": _time(alert.resolved),
        "resolved_by": _closer(lines) if alert.resolved else None,
        "events": [_line(line) for line in _once(lines)],
    }


def _once(lines: Sequence[AlertEventRow]) -> Iterator[AlertEventRow]:
    """The lines without those that only say, at the same moment, what the one before them has said."""
    last = None
    for line in lines:
        if line.type not in MAY_REPEAT or last is None or (line.at, line.text) != (last.at, last.text):
            yield line
        last = line


def _line(line: AlertEventRow) -> dict[str, Any]:
    return {
        "id": line.id,
        "at": write_time(line.at),
        "type": line.type,
        "name": line.name,
        "text": line.text,
        "detail": {name: one for name, one in json.loads(line.detail).items() if name not in HIDDEN},
    }


def _closer(lines: list[AlertEventRow]) -> str | None:
    return next((line.name for line in reversed(lines) if line.type == "resolved"), None)


def _time(moment: datetime | None) -> str | None:
    return write_time(moment) if moment else None
