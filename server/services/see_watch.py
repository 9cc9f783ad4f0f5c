"""What a worker's phone is told about the watch over her; a call for help in secret never shows here."""

from datetime import datetime
from typing import Any

from server.adapters.sealed import seal_key
from server.safety.policy import Policy
from server.services.health import engine_pulse
from server.services.own_alert import own_alert
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
            "alert": _alert(cases.look_at_open_case(actor.organisation, actor.user), now, roster),
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


def _alert(row: AlertRow | None, now: datetime, roster: Roster) -> dict[str, Any] | None:
    own = own_alert(row, now, roster)
    if own is None:
        return None
    return {
        "id": own.alert.id,
        "kind": own.alert.kind,
        "state": own.alert.state,
        "opened": write_time(own.alert.opened),
        "told_at": own.told_at and write_time(own.told_at),
        "nobody_told": own.nobody_told,
        "owner": own.alert.owner_name,
    }
