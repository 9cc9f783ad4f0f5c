"""The board: who is behind which door and until when, and what is wrong."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import world
from server.safety.words import AlertKind, Grade
from server.services.board_cards import alert_card, visit_card
from server.services.board_facts import gather
from server.services.health import engine_pulse
from server.services.own_alert import as_shown
from server.services.roster import load_roster
from server.services.trouble import find_trouble
from server.store import boards, duty
from server.store.alerts import AlertRow
from server.store.columns import write_time
from server.store.database import Busy, reading, writing
from server.store.duty import Post
from server.store.watches import WatchRow
from sync.change import Actor

log = logging.getLogger(__name__)

AHEAD = timedelta(hours=12)
REOPEN_WITHIN = timedelta(hours=24)
SEEN_EVERY = timedelta(seconds=10)
"""A board that asks more often than this is there all the same: it need not be written each time."""

GRAVEST = (
    AlertKind.DURESS,
    AlertKind.PANIC,
    AlertKind.OVERDUE,
    AlertKind.ENGINE_DEGRADED,
    AlertKind.NOBODY_WATCHING,
    AlertKind.NO_CONTACT,
    AlertKind.DRILL,
)


def see_board(actor: Actor, *, attended: bool = True) -> dict[str, Any]:
    """Everything that whoever watches sees; to ask for it is to be there, where it is `attended`."""
    now = world().now()
    if attended:
        _note_presence(actor, now)
    with reading():
        house = actor.organisation
        roster = load_roster(house, now)
        visits = sorted(boards.watched(house, now + AHEAD), key=_by_time_left)
        alerts = sorted(as_shown(actor, boards.open_alerts(house), now, roster), key=_by_gravity)
        closed = _but_own(actor, boards.closed_alerts(house, now - REOPEN_WITHIN))
        facts = gather(actor, now, visits, [*alerts, *closed])
        facts.forget([one.id for one in alerts if one not in _but_own(actor, alerts)])
        visits.sort(key=lambda one: one.visit not in facts.alert_of)
        return {
            "now": write_time(now),
            "engine": engine_pulse(now),
            "me": _me(actor, now),
            "watching": [{"name": one.name, "channels": list(one.channels)} for one in roster.watching()],
            "trouble": find_trouble(actor, now),
            "visits": [visit_card(one, facts) for one in visits],
            "alerts": [alert_card(one, facts) for one in alerts],
            "closed": [alert_card(one, facts) for one in closed],
        }


def _but_own(actor: Actor, alerts: Sequence[AlertRow]) -> list[AlertRow]:
    """All but those about the actor: which of them she knew of would tell of a secret call."""
    return [one for one in alerts if one.account != actor.user or one.kind == AlertKind.DRILL]


def _note_presence(actor: Actor, now: datetime) -> None:
    with reading():
        known = duty.presence(actor.organisation, actor.user)
    if known is None or not timedelta() <= now - known.seen < SEEN_EVERY:
        try:
            with writing():
                duty.note_presence(actor.organisation, actor.user, now)
        except Busy:
            log.warning("nobody could note that %s is at the board", actor.user)  # she sees it all the same


def _me(actor: Actor, now: datetime) -> dict[str, Any]:
    known = duty.presence(actor.organisation, actor.user)
    turns = [
        one for one in duty.rota(actor.organisation, now) if one.account == actor.user and one.begins <= now
    ]
    turn = min(turns, key=lambda one: list(Post).index(Post(one.post)), default=None)
    return {
        "on_duty": turn is not None,
        "post": turn and turn.post,
        "until": turn and write_time(turn.ends),
        "sound_tested": known and known.sound_tested and write_time(known.sound_tested),
        "push_tested": known and known.push_tested and write_time(known.push_tested),
        "endpoints": boards.live_endpoints(actor.organisation, actor.user),
    }


def _by_time_left(watch: WatchRow) -> tuple[bool, datetime | None, str]:
    """By when an alert would open; what was planned a moment ago, by when it begins."""
    moment = watch.alert_at or watch.planned_start
    return moment is None, moment, watch.visit


def _by_gravity(alert: AlertRow) -> tuple[bool, int, datetime]:
    return alert.grade != Grade.RED, GRAVEST.index(AlertKind(alert.kind)), alert.opened
