"""Practice: a drill goes the whole way of an alert, to one monitor, marked as what it is."""

import logging
from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import world
from server.policy.permissions import may
from server.policy.refusal import Refusal
from server.safety.words import AlertKind
from server.services.alerts import open_case
from server.services.board_cards import alert_card
from server.services.board_facts import gather
from server.services.own_alert import as_shown
from server.services.policies import policy_of
from server.services.roster import load_roster
from server.store import boards, drills, people
from server.store.accounts import Account
from server.store.alerts import AlertRow
from server.store.database import reading, writing
from sync.change import Actor, Role

log = logging.getLogger(__name__)

SETTLED = timedelta(minutes=10)
"""Nobody is drilled in the first minutes of her turn."""
REAL = "There is a real alert. Answer it first."


def start_drill(actor: Actor, account: str | None) -> dict[str, Any]:
    """Open a drill for a monitor, and give it as the board shows it; a monitor drills only herself.

    One that is open already is given as it is. Raises Refusal: not_allowed, not_found, and not_valid beside a
    real alert that the actor may know of.
    """
    now, wanted = world().now(), account or actor.user
    if wanted != actor.user and not may(actor, "drills.start_all"):
        raise Refusal("not_allowed", "You may start a drill for yourself only.")
    with writing():
        person = people.account(actor.organisation, wanted)
        if person is None or not person.active or not may(person.actor(), "alerts.answer"):
            raise Refusal("not_found", "Nobody of this name may answer an alert.")
        row = drills.open_drill(actor.organisation, person.id)
        if row is None:
            known = as_shown(
                actor, boards.open_alerts(actor.organisation), now, load_roster(actor.organisation, now)
            )
            if any(one.kind != AlertKind.DRILL for one in known):
                raise Refusal("not_valid", errors={"account": [REAL]})
            row = _open(person, now)
        return alert_card(row, gather(actor, now, [], [row]))


def hold_drills(now: datetime) -> int:
    """Open the drill of each monitor on duty who has had none for as long as her policy says; how many.

    The engine calls this in each round. One at a time in an organisation, and none beside a real alert.
    """
    with reading():
        waiting = [one for one in drills.settled_monitors(now, SETTLED) if _is_due(one, now)]
    opened = set[str]()
    for person in waiting:
        if person.organisation not in opened:
            with writing():
                people.lock_organisation(person.organisation)  # another engine may be about to do the same
                if not boards.open_alerts(person.organisation):
                    _open(person, now)
                    opened.add(person.organisation)
                    log.info("drill for %s", person.id)
    return len(opened)


def _is_due(person: Account, now: datetime) -> bool:
    every = timedelta(seconds=policy_of(person.organisation).drill_every_s)
    last = drills.last_drill(person.organisation, person.id) or person.created
    return person.active and person.role == Role.MONITOR and now - last >= every


def _open(person: Account, now: datetime) -> AlertRow:
    return open_case(
        person.organisation,
        AlertKind.DRILL,
        now,
        subject=drills.subject_of(person.id),
        for_time=now,
        worker=person.id,
        worker_name=person.name,
    )
