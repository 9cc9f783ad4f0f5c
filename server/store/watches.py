"""The watch over each visit: its plan, what was last folded from its signals, and when to look again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, delete, func, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from server.safety.signals import Signal
from server.safety.visit import Case, Plan, Visit, next_moment
from server.safety.words import AlertKind, Ending, Pin, VisitState
from server.store.alerts import AlertRow
from server.store.database import Base, session
from server.store.signals import SignalRow, read_signal

DUE = text("next_action_at IS NOT NULL")
UNENDED = text("ended IS NULL")
UNDER_WAY = [one.value for one in (VisitState.ARMED, VisitState.DUE_SOON, VisitState.GRACE)]


class WatchRow(Base):
    """One visit that is planned or under way.

    What stands from `state` on is a copy of the last fold, for finders: whoever acts folds anew.
    `acted_until` is the moment, by the server's clock, up to which all that was due was done.
    """

    __tablename__ = "watch"
    __table_args__ = (
        Index("ix_watch_due", "next_action_at", postgresql_where=DUE, sqlite_where=DUE),
        Index("ix_watch_unended", "organisation", "alert_at", postgresql_where=UNENDED, sqlite_where=UNENDED),
        Index("ix_watch_organisation_account", "organisation", "account", "state"),
        Index("ix_watch_organisation_state", "organisation", "state"),
        Index("ix_watch_organisation_client", "organisation", "client"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    worker_name: Mapped[str]
    client: Mapped[str | None]
    place: Mapped[str | None]
    planned_start: Mapped[datetime | None]
    planned_minutes: Mapped[float | None]
    flagged: Mapped[bool] = mapped_column(default=False)
    unplanned: Mapped[bool] = mapped_column(default=False)
    buddy: Mapped[str | None]
    cancelled: Mapped[bool] = mapped_column(default=False)
    acted_until: Mapped[datetime | None]
    state: Mapped[str]
    due: Mapped[datetime | None]
    alert_at: Mapped[datetime | None]
    last_heard: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    ending: Mapped[str | None]
    next_action_at: Mapped[datetime | None]


class AlarmRow(Base):
    """A visit's red alert: when the case of this kind was opened, and when a person resolved it."""

    __tablename__ = "alarm"
    __table_args__ = (Index("ix_alarm_organisation_alert", "organisation", "alert"),)

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    alert: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    opened: Mapped[datetime]
    resolved: Mapped[datetime | None]


def hold(organisation: str, visit: str) -> WatchRow | None:
    """A visit's watch as it stands now, held by this transaction."""
    return session().get(WatchRow, (organisation, visit), with_for_update=True, populate_existing=True)


def account_of(organisation: str, visit: str) -> str | None:
    """Whose visit it is."""
    mine = (WatchRow.organisation == organisation, WatchRow.visit == visit)
    return session().scalar(select(WatchRow.account).where(*mine))


def clients_of(organisation: str, visits: Collection[str]) -> set[str]:
    """The clients to whom these visits go."""
    named = (WatchRow.organisation == organisation, WatchRow.visit.in_(visits), WatchRow.client.is_not(None))
    return {client for client in session().scalars(select(WatchRow.client).where(*named)) if client}


def of_person(organisation: str, account: str) -> Sequence[WatchRow]:
    """The visits of one person that have not ended, and those that ended last."""
    mine = (WatchRow.organisation == organisation, WatchRow.account == account)
    running = select(WatchRow).where(*mine, WatchRow.ended.is_(None)).order_by(WatchRow.planned_start)
    ended = (
        select(WatchRow).where(*mine, WatchRow.ended.is_not(None)).order_by(WatchRow.ended.desc()).limit(10)
    )
    return [*session().scalars(running), *session().scalars(ended)]


def of_client(organisation: str, client: str) -> Sequence[WatchRow]:
    """The visits to one client that have not ended, and those whose alert has not."""
    mine = (WatchRow.organisation == organisation, WatchRow.client == client)
    alert = (AlertRow.organisation == WatchRow.organisation, AlertRow.visit == WatchRow.visit)
    open_ = select(AlertRow.id).where(*alert, AlertRow.resolved.is_(None)).exists()
    return session().scalars(select(WatchRow).where(*mine, or_(WatchRow.ended.is_(None), open_))).all()


def silent_since(organisation: str, account: str, since: datetime) -> Sequence[WatchRow]:
    """The plans of one person of which nothing was heard, and of which somebody was told since then."""
    mine = (WatchRow.organisation == organisation, WatchRow.account == account, WatchRow.ended.is_(None))
    silent = (WatchRow.state == VisitState.NO_CONTACT.value, WatchRow.acted_until >= since)
    return session().scalars(select(WatchRow).where(*mine, *silent)).all()


def ended_unverified(organisation: str, account: str, since: datetime) -> bool:
    """Whether somebody has ended a visit of this person's without the right PIN, as was heard since then."""
    mine = (WatchRow.organisation == organisation, WatchRow.account == account)
    wrong = (WatchRow.ending == Ending.UNVERIFIED.value, WatchRow.last_heard >= since)
    return session().scalar(select(WatchRow.visit).where(*mine, *wrong).limit(1)) is not None


def with_wrong_pins(organisation: str, account: str) -> Sequence[WatchRow]:
    """The visits of one person that go on, and at whose end a PIN was wrong."""
    mine = (WatchRow.organisation == organisation, WatchRow.account == account, WatchRow.ended.is_(None))
    said = SignalRow.content.like(f'%"pin": "{Pin.WRONG.value}"%')
    wrong = select(SignalRow.id).where(_same_visit(SignalRow), said).exists()
    return session().scalars(select(WatchRow).where(*mine, wrong)).all()


def due(now: datetime, most: int) -> Sequence[tuple[str, str, str]]:
    """Organisation, account and visit where something is to be done, the longest waiting first."""
    wanted = (
        select(WatchRow.organisation, WatchRow.account, WatchRow.visit)
        .where(WatchRow.next_action_at <= now)
        .order_by(WatchRow.next_action_at)
        .limit(most)
    )
    return [(row[0], row[1], row[2]) for row in session().execute(wanted)]


class Claimed(NamedTuple):
    """A visit that this transaction moves, with all that it is worked out from."""

    row: WatchRow
    heard: list[Signal]
    alarms: list[Case]


def claim(organisation: str, visit: str, now: datetime) -> Claimed | None:
    """The visit, if something is still to be done and nobody else holds it.

    In one statement, because five hundred may be due at once; the caller holds whom it is about.
    """
    wanted = (
        select(WatchRow, SignalRow, AlarmRow)
        .outerjoin(SignalRow, _same_visit(SignalRow))
        .outerjoin(AlarmRow, is_alarm_of())
        .where(WatchRow.organisation == organisation, WatchRow.visit == visit, WatchRow.next_action_at <= now)
        .with_for_update(of=WatchRow, skip_locked=True)
    )
    found = session().execute(wanted, execution_options={"populate_existing": True}).all()
    if not found:
        return None
    heard = dict.fromkeys(filter(None, (signal for _, signal, _ in found)))
    alarms = dict.fromkeys(filter(None, (alarm for *_, alarm in found)))
    return Claimed(found[0][0], [read_signal(one) for one in heard], [_case(one) for one in alarms])


def _same_visit(table: type[SignalRow | AlarmRow]) -> ColumnElement[bool]:
    return and_(table.organisation == WatchRow.organisation, table.visit == WatchRow.visit)


def is_alarm_of() -> ColumnElement[bool]:
    """A watch's alarms: those about whoever is to go. One about whoever was to go before is that case's."""
    about = select(AlertRow.id).where(
        AlertRow.organisation == AlarmRow.organisation,
        AlertRow.id == AlarmRow.alert,
        AlertRow.account == WatchRow.account,
    )
    return and_(_same_visit(AlarmRow), about.correlate(AlarmRow, WatchRow).exists())


def alarms(organisation: str, visit: str) -> list[Case]:
    """The red alerts that there were about one visit."""
    mine = (WatchRow.organisation == organisation, WatchRow.visit == visit)
    wanted = select(AlarmRow).join(WatchRow, is_alarm_of()).where(*mine)
    return [_case(row) for row in session().scalars(wanted)]


def alarmed_aloud(organisation: str, account: str) -> set[str]:
    """The visits of one person that go on and had a red alert, but for calls for help in secret."""
    same = (WatchRow.organisation == AlarmRow.organisation, WatchRow.visit == AlarmRow.visit)
    mine = (WatchRow.organisation == organisation, WatchRow.account == account, WatchRow.ended.is_(None))
    wanted = select(AlarmRow.visit).join(WatchRow, and_(*same))
    return set(session().scalars(wanted.where(*mine, AlarmRow.kind != AlertKind.DURESS.value)))


def _case(row: AlarmRow) -> Case:
    return Case(AlertKind(row.kind), row.opened, row.resolved)


def plan_of(row: WatchRow) -> Plan:
    """What is known of the visit before it begins."""
    return Plan(row.planned_start, row.planned_minutes, row.flagged, row.cancelled)


def keep(row: WatchRow, visit: Visit) -> None:
    """Let the row say how the visit stands, and when to look again."""
    row.state, row.last_heard = visit.state.value, visit.last_heard
    row.due, row.alert_at, row.ended = visit.due, visit.alert_at, visit.ended
    row.ending = visit.ending.value if visit.ending else None
    row.next_action_at = next_moment(visit, row.acted_until)


def forget_plans(organisation: str) -> None:
    """Watch none of the visits that are planned and have not begun; whoever begins one is watched."""
    planned = (WatchRow.organisation == organisation, WatchRow.state == VisitState.PLANNED.value)
    session().execute(delete(WatchRow).where(*planned))


def armed() -> Sequence[tuple[str, str]]:
    """Organisation and account of everyone who is on a visit now."""
    wanted = (
        select(WatchRow.organisation, WatchRow.account)
        .where(WatchRow.next_action_at.is_not(None), WatchRow.state.in_(UNDER_WAY))
        .distinct()
    )
    return [(row[0], row[1]) for row in session().execute(wanted)]


def is_out(organisation: str, account: str) -> bool:
    """Whether this person is on a visit, or should be back from one."""
    mine = (WatchRow.organisation == organisation, WatchRow.account == account, WatchRow.ended.is_(None))
    out = WatchRow.state.in_([*UNDER_WAY, VisitState.OVERDUE.value])
    return session().scalar(select(WatchRow.visit).where(*mine, out).limit(1)) is not None


def visitors(organisation: str, client: str) -> set[str]:
    """Who is on a visit to this client, or should be back from one; one that names nobody may be there."""
    there = (WatchRow.client == client) | WatchRow.client.is_(None)
    out = WatchRow.state.in_([*UNDER_WAY, VisitState.OVERDUE.value])
    wanted = select(WatchRow.account).where(WatchRow.organisation == organisation, there, out)
    return set(session().scalars(wanted.where(WatchRow.ended.is_(None))))


def unattended(late: datetime) -> Sequence[tuple[str, str, str]]:
    """Organisation, account and visit where nothing will be done, or should have been long ago.

    A visit with an open red alert is that alert's matter.
    """
    alarm = select(AlarmRow.visit).where(
        is_alarm_of(), AlarmRow.kind == AlertKind.OVERDUE.value, AlarmRow.resolved.is_(None)
    )
    wanted = select(WatchRow.organisation, WatchRow.account, WatchRow.visit).where(
        WatchRow.ended.is_(None),
        WatchRow.alert_at.is_not(None),
        or_(WatchRow.next_action_at.is_(None), WatchRow.next_action_at < late, WatchRow.alert_at < late),
        ~alarm.exists(),
    )
    return [(row[0], row[1], row[2]) for row in session().execute(wanted)]


def oldest_due() -> datetime | None:
    """Since when the visit that waits longest has waited."""
    return session().scalar(select(func.min(WatchRow.next_action_at)))


def watched_houses() -> Sequence[str]:
    """The organisations that have visits which have not ended."""
    return session().scalars(select(WatchRow.organisation).where(WatchRow.ended.is_(None)).distinct()).all()
