"""Many people behind many doors, each due at a moment of her own, and two who watch."""

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from server.store.accounts import Account
from server.store.database import session, writing
from server.store.duty import DutyRow
from server.store.policies import PolicyRow
from server.store.signals import SignalRow
from server.store.watches import WatchRow
from tests.server.house import House
from tests.server.walks import new_id

SECOND_STEP_S = 10
MINUTES, GRACE = 10, timedelta(minutes=5)


@dataclass(frozen=True)
class Due:
    """A visit, whose, and the moment at which its alert must open."""

    visit: str
    account: str
    at: datetime


def due_visits(
    house: House, number: int, begin: datetime, seconds: float, chance: random.Random, *, rules: bool = True
) -> list[Due]:
    """Write so many started visits; their alerts are due at random moments within the span.

    With `rules`, also those of the house: who is on duty, and a second step that comes soon.
    """
    visits = [
        Due(new_id(), new_id(), _to_milliseconds(begin + timedelta(seconds=chance.uniform(0, seconds))))
        for _ in range(number)
    ]
    with house.app.app_context(), writing():
        if rules:
            _rules(house, begin)
        for kind, row in ((Account, _account), (SignalRow, _start), (WatchRow, _watch)):
            session().execute(insert(kind), [row(house.organisation, one) for one in visits])
    return visits


def _rules(house: House, now: datetime) -> None:
    rules = {"ladder_s": [0, SECOND_STEP_S, 3600, 3600]}
    at = {"organisation": house.organisation}
    session().add(
        PolicyRow(
            **at,
            version=1,
            policy=json.dumps(rules),
            made_by="",
            made_at=now,
            in_force_from=now,
            less_safe="[]",
        )
    )
    for name, post in (("mo", "monitor"), ("sam", "second")):
        turn = {"begins": now - timedelta(days=1), "ends": now + timedelta(days=1), "made_by": ""}
        session().add(DutyRow(**at, id=name, account=house.accounts[name].id, post=post, **turn))


def _account(organisation: str, one: Due) -> dict[str, Any]:
    made = {
        "organisation": organisation,
        "id": one.account,
        "email": f"{one.account}@example",
        "name": "Someone",
    }
    keys = {"fs_uniquifier": one.account, "fs_webauthn_user_handle": one.account}
    return {**made, **keys, "role": "case_manager", "active": True, "created": one.at}


def _start(organisation: str, one: Due) -> dict[str, Any]:
    began = one.at - GRACE - timedelta(minutes=MINUTES)
    return {
        "organisation": organisation, "id": new_id(), "visit": one.visit, "account": one.account,
        "name": "Someone", "device": one.account, "seq": 1, "type": "start", "at": began, "received": began,
        "trust": "live", "content": json.dumps({"minutes": MINUTES}), "digest": "", "receipt": "{}",
    }  # fmt: skip


def _watch(organisation: str, one: Due) -> dict[str, Any]:
    return {
        "organisation": organisation, "visit": one.visit, "account": one.account, "worker_name": "Someone",
        "flagged": False, "unplanned": True, "cancelled": False, "acted_until": one.at - GRACE,
        "state": "grace", "due": one.at - GRACE, "alert_at": one.at, "next_action_at": one.at,
    }  # fmt: skip


def _to_milliseconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)
