"""What a worker's phone is told about the watch over her; a call for help in secret never shows here."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.adapters.sealed import seal_key
from server.safety.policy import Policy
from server.safety.words import AlertKind
from server.services.health import engine_pulse
from server.services.pins import has_pin
from server.services.policies import policy_of
from server.services.receive_signals import tell
from server.services.roster import Roster, load_roster
from server.store import cases, people, watches
from server.store.alerts import AlertRow
from server.store.columns import write_time
from server.store.database import reading
from server.store.watches import WatchRow
from sync.change import Actor


def see_watch(actor: Actor, now: datetime) -> dict[str, Any]:
    """Engine, people on duty, rules, PIN, visits and an alert about the actor."""
    with reading():
        policy, roster = policy_of(actor.organisation), load_roster(actor.organisation, now)
        rows = watches.of_person(actor.organisation, actor.user)
        alarmed = watches.alarmed_aloud(actor.organisation, actor.user)
        return {
            "now": write_time(now),
            "epoch": people.epoch(actor.organisation),
            "engine": engine_pulse(now),
            "watching": tell(roster.watching(actor.user)),
            "monitor": {
                "phone": policy.monitor_phone or None,
                "sms": policy.monitor_sms or None,
                "name": policy.monitor_name or None,
            },
            "policy": _rules(policy),
            "pin": {"set": has_pin(actor), "key": seal_key().jwk()},
            "visits": [{**_visit(row), "alerted": row.visit in alarmed} for row in rows],
            "alert": _alert(cases.look_at_open_case(actor.organisation, actor.user), rows, roster),
        }


def _rules(policy: Policy) -> dict[str, Any]:
    return {
        "grace_s": policy.grace_s,
        "flagged_grace_s": policy.flagged_grace_s,
        "warnings_s": list(policy.warnings_s),
        "extend_most_min": policy.extend_most_min,
    }


def _visit(row: WatchRow) -> dict[str, Any]:
    times = {"due": row.due, "alert_at": row.alert_at, "last_heard": row.last_heard, "ended": row.ended}
    return {
        "id": row.visit,
        "state": row.state,
        "ending": row.ending,
        **{name: time and write_time(time) for name, time in times.items()},
    }


def has_ended_since(begun: datetime, visits: Sequence[WatchRow]) -> bool:
    """Whether she has ended a visit since: from then on the right PIN and the other look alike."""
    return any(one.ended is not None and one.ended >= begun for one in visits)


def is_silent(row: AlertRow, visits: Sequence[WatchRow]) -> bool:
    """Whether nothing that its own worker looks at may tell of an alert; `visits` are hers."""
    ended = has_ended_since(row.opened, visits)
    return row.kind == AlertKind.DURESS or (row.kind != AlertKind.DRILL and ended)


def _alert(row: AlertRow | None, visits: Sequence[WatchRow], roster: Roster) -> dict[str, Any] | None:
    """The alert, until she has ended a visit since it opened, or since she last called for help aloud.

    A call is not over because a visit was, and what it says is the same after either PIN.
    """
    if row is None:
        return None
    call = cases.last_call(row)
    if has_ended_since(call or row.opened, visits):
        return None
    kind = _kind_before(row) if row.kind == AlertKind.DURESS else row.kind
    if call is not None and has_ended_since(row.opened, visits):
        kind = AlertKind.PANIC
    if kind is None:
        return None
    told = cases.first_told(row, call)
    return {
        "id": row.id,
        "kind": kind,
        "state": row.state,
        "opened": write_time(row.opened),
        "told_at": told and write_time(told),
        "nobody_told": not (roster.has_board(row.account) or cases.may_be_told(row)),
        "owner": row.owner_name,
    }


def _kind_before(row: AlertRow) -> str | None:
    """What it was before it was raised in secret; None where nothing else was known."""
    for detail in cases.raises(row.organisation, row.id):
        found = json.loads(detail)
        if found.get("kind") == AlertKind.DURESS:
            before: str | None = found.get("from")
            return before
    return None
