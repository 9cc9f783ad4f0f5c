"""What the board shows, and what woke it; each function reads inside the caller's transaction."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from server.safety.words import AlertKind, SignalType, VisitState
from server.store.alerts import AlertEventRow, AlertRow
from server.store.database import session
from server.store.ledger import slices
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow, ReachRow
from server.store.records import RecordRow
from server.store.signals import SignalRow
from server.store.watches import WatchRow
from server.store.wrong_rows import WrongRow

NOT_ENDED = [state.value for state in VisitState if state is not VisitState.ENDED]
LONGEST_CASE = timedelta(days=90)


def happenings(organisations: Sequence[str], since: str) -> list[tuple[str, str, str | None, bool]]:
    """Lines of timelines with an id from `since` on: organisation, id, the worker, and if she hears nothing.

    Of duress her own screens show no sign, and screens that were told less after duress than after the right
    PIN would show one: once either may have been entered, they are told nothing.
    """
    silent = or_(AlertRow.kind == AlertKind.DURESS.value, _may_be_forced())
    wanted = (
        select(AlertEventRow.organisation, AlertEventRow.id, AlertRow.account, silent)
        .join(
            AlertRow,
            (AlertRow.organisation == AlertEventRow.organisation) & (AlertRow.id == AlertEventRow.alert),
        )
        .where(AlertEventRow.organisation.in_(organisations), AlertEventRow.id >= since)
    )
    return [(row[0], row[1], row[2], bool(row[3])) for row in session().execute(wanted)]


def _may_be_forced() -> ColumnElement[bool]:
    """Whether a PIN may have come from whom the alert is about: an end of a visit stands in its timeline."""
    line = aliased(AlertEventRow)
    same = (line.organisation == AlertRow.organisation, line.alert == AlertRow.id)
    ends = (line.detail.like(f'%"{one.value}"%') for one in (SignalType.FINISH, SignalType.CANCEL))
    return exists().where(*same, or_(line.type.in_(("downgraded", "stand_down")), *ends))


def watched(organisation: str, until: datetime) -> Sequence[WatchRow]:
    """Visits that are under way, overdue, or planned to begin before `until`."""
    wanted = select(WatchRow).where(
        WatchRow.organisation == organisation,
        WatchRow.state.in_(NOT_ENDED),  # by its index: what has ended is a thousand times as much
        or_(WatchRow.planned_start.is_(None), WatchRow.planned_start < until),
    )
    return session().scalars(wanted).all()


def watch(organisation: str, visit: str) -> WatchRow | None:
    return session().get(WatchRow, (organisation, visit))


def alerts_of_client(organisation: str, client: str, but: str, most: int) -> Sequence[AlertRow]:
    """Alerts that were raised from visits to a client, but for those about one account, the newest first."""
    of_visit = (WatchRow.organisation == AlertRow.organisation) & (WatchRow.visit == AlertRow.visit)
    wanted = (
        select(AlertRow)
        .join(WatchRow, of_visit)
        .where(WatchRow.organisation == organisation, WatchRow.client == client, WatchRow.account != but)
        .order_by(AlertRow.opened.desc())
        .limit(most)
    )
    return session().scalars(wanted).all()


def open_alerts(organisation: str) -> Sequence[AlertRow]:
    """Every case that waits for an end."""
    mine = (AlertRow.organisation == organisation, AlertRow.resolved.is_(None))
    return session().scalars(select(AlertRow).where(*mine)).all()


def closed_alerts(organisation: str, since: datetime) -> Sequence[AlertRow]:
    """Cases that ended since then, the last first; none that was open for a season: they go by an index."""
    began = AlertRow.opened >= since - LONGEST_CASE
    mine = (AlertRow.organisation == organisation, began, AlertRow.resolved >= since)
    return session().scalars(select(AlertRow).where(*mine).order_by(AlertRow.resolved.desc())).all()


def timelines(organisation: str, alerts: Collection[str]) -> Sequence[AlertEventRow]:
    """All lines of these cases, the oldest first."""
    lines = select(AlertEventRow).where(AlertEventRow.organisation == organisation)
    found: list[AlertEventRow] = []
    for part in slices(alerts):
        found += session().scalars(lines.where(AlertEventRow.alert.in_(part)).order_by(AlertEventRow.id))
    return found


def messages(organisation: str, alerts: Collection[str]) -> Sequence[MessageRow]:
    """All messages about these cases, the oldest first."""
    wanted = select(MessageRow).where(MessageRow.organisation == organisation)
    found: list[MessageRow] = []
    for part in slices(alerts):
        found += session().scalars(wanted.where(MessageRow.alert.in_(part)).order_by(MessageRow.created))
    return found


def signals_of_visits(organisation: str, visits: Collection[str]) -> Sequence[SignalRow]:
    """What these visits were told, in the order in which it came."""
    wanted = select(SignalRow).where(SignalRow.organisation == organisation)
    found: list[SignalRow] = []
    for part in slices(visits):
        found += session().scalars(wanted.where(SignalRow.visit.in_(part)).order_by(SignalRow.received))
    return found


def signals_outside_visits(organisation: str, account: str, since: datetime) -> Sequence[SignalRow]:
    """What a person sent outside any visit since then, in the order in which it came."""
    wanted = select(SignalRow).where(
        SignalRow.organisation == organisation,
        SignalRow.account == account,
        SignalRow.visit.is_(None),
        SignalRow.received >= since,
    )
    return session().scalars(wanted.order_by(SignalRow.received)).all()


def risks(organisation: str, clients: Collection[str]) -> list[tuple[str, dict[str, Any]]]:
    """What is known of the risk at these clients, each with the client's id."""
    wanted = select(RecordRow.scope, RecordRow.body).where(
        RecordRow.organisation == organisation, RecordRow.kind == "risk", RecordRow.deleted.is_(False)
    )
    found = []
    for part in slices(clients):
        rows = session().execute(wanted.where(RecordRow.scope.in_(part)).order_by(RecordRow.seq.desc()))
        found += [(row[0], json.loads(row[1])["data"]) for row in rows]
    return found


def addresses(organisation: str, accounts: Collection[str]) -> Sequence[ReachRow]:
    """The numbers on which these people can be rung or written to."""
    wanted = select(ReachRow).where(ReachRow.organisation == organisation)
    found: list[ReachRow] = []
    for part in slices(accounts):
        found += session().scalars(wanted.where(ReachRow.account.in_(part)))
    return found


def live_endpoints(organisation: str, account: str) -> int:
    """How many browsers of a person take a push, and have not let the last one come to nothing."""
    mine = (PushEndpointRow.organisation == organisation, PushEndpointRow.account == account)
    alive = (PushEndpointRow.dead.is_(None), PushEndpointRow.failures == 0)
    return session().scalar(select(func.count()).select_from(PushEndpointRow).where(*mine, *alive)) or 0


def wrong_rows(organisation: str) -> int:
    """How many rows of this organisation could not be worked out."""
    mine = WrongRow.organisation == organisation
    return session().scalar(select(func.count()).select_from(WrongRow).where(mine)) or 0
