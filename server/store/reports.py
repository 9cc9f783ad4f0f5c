"""What the safety report counts; each function reads inside the caller's transaction."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.safety.words import SignalType
from server.store.alerts import AlertEventRow, AlertRow
from server.store.database import session
from server.store.ledger import slices
from server.store.records import RecordRow
from server.store.signals import SignalRow

TAKEN = ("acknowledged", "taken_over")


def alerts_opened(organisation: str, start: datetime, end: datetime) -> Sequence[AlertRow]:
    """Alerts and drills that were opened from `start` and before `end`."""
    mine = (AlertRow.organisation == organisation, AlertRow.opened >= start, AlertRow.opened < end)
    return session().scalars(select(AlertRow).where(*mine).order_by(AlertRow.opened)).all()


def first_taken(organisation: str, alerts: Collection[str]) -> dict[str, datetime]:
    """When somebody first took each of these alerts, where anybody did."""
    wanted = (
        select(AlertEventRow.alert, func.min(AlertEventRow.at))
        .where(AlertEventRow.organisation == organisation, AlertEventRow.type.in_(TAKEN))
        .group_by(AlertEventRow.alert)
    )
    found: dict[str, datetime] = {}
    for part in slices(alerts):
        rows = session().execute(wanted.where(AlertEventRow.alert.in_(part)))
        found |= {row[0]: row[1] for row in rows}
    return found


def bodies_with(organisation: str, kind: str, words: str) -> list[dict[str, Any]]:
    """Records of a kind that have these words in them as they are stored, each as it travels."""
    wanted = select(RecordRow.body).where(
        RecordRow.organisation == organisation,
        RecordRow.kind == kind,
        RecordRow.deleted.is_(False),
        RecordRow.body.contains(words, autoescape=True),
    )
    return [json.loads(body) for body in session().scalars(wanted)]


def data_of(organisation: str, kind: str) -> list[dict[str, Any]]:
    """The fields of every record of a kind that there are few of."""
    wanted = select(RecordRow.body).where(
        RecordRow.organisation == organisation, RecordRow.kind == kind, RecordRow.deleted.is_(False)
    )
    return [json.loads(body)["data"] for body in session().scalars(wanted)]


def bodies_of(organisation: str, kind: str, ids: Collection[str]) -> list[dict[str, Any]]:
    """Those of these records that are of this kind and stand, each as it travels."""
    mine = (RecordRow.organisation == organisation, RecordRow.kind == kind, RecordRow.deleted.is_(False))
    found: list[dict[str, Any]] = []
    for part in slices(ids):
        bodies = session().scalars(select(RecordRow.body).where(*mine, RecordRow.id.in_(part)))
        found += map(json.loads, bodies)
    return found


def started(organisation: str, visits: Collection[str]) -> set[str]:
    """Those of these visits that were ever started."""
    wanted = select(SignalRow.visit).where(
        SignalRow.organisation == organisation, SignalRow.type == SignalType.START.value
    )
    found: set[str] = set()
    for part in slices(visits):
        found.update(visit for visit in session().scalars(wanted.where(SignalRow.visit.in_(part))) if visit)
    return found
