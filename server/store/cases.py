"""Finding and writing alerts, inside the transaction that a service has begun."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from server.safety.alert import Alert
from server.safety.apparent import Line
from server.safety.ladder import read_ladder, write_ladder
from server.safety.words import AlertKind, AlertState, Grade, Outcome
from server.store.alerts import AlertEventRow, AlertRow
from server.store.columns import read_time, write_time
from server.store.database import session
from server.store.messages import MessageRow
from server.store.watches import AlarmRow, WatchRow, is_alarm_of

Span = tuple[datetime, datetime | None]
"""From one moment until before another; without an end where there is none yet."""
PLAIN = (
    "visit", "worker_name", "opened", "for_time", "climb_from", "flagged", "owner", "owner_name",
    "owned_until", "paused_until", "paused", "round", "step", "resolved", "next_action_at", "reason",
)  # fmt: skip
"""What an alert and its row both call by the same name."""
TIMES = (
    "opened", "for_time", "climb_from", "owned_until", "paused_until", "resolved", "next_action_at",
)  # fmt: skip
WORDS = {"kind": AlertKind, "cause": AlertKind, "grade": Grade, "state": AlertState, "outcome": Outcome}


def read_alert(row: AlertRow) -> Alert:
    """The alert that a row stores."""
    return Alert(
        id=row.id,
        kind=AlertKind(row.kind),
        grade=Grade(row.grade),
        state=AlertState(row.state),
        worker=row.account,
        ladder=read_ladder(json.loads(row.ladder)),
        outcome=Outcome(row.outcome) if row.outcome else None,
        cause=AlertKind(row.cause) if row.cause else None,
        **{name: getattr(row, name) for name in PLAIN},
    )


def write_alert(row: AlertRow, alert: Alert) -> None:
    """Let the row store this alert; what has not changed is not written."""
    row.kind, row.grade, row.state = alert.kind.value, alert.grade.value, alert.state.value
    row.account = alert.worker
    row.ladder = json.dumps(write_ladder(alert.ladder))
    row.outcome = alert.outcome.value if alert.outcome else None
    row.cause = alert.cause.value if alert.cause else None
    for name in PLAIN:
        setattr(row, name, getattr(alert, name))


def row_of(row: AlertRow, alert: Alert) -> AlertRow:
    """A row as it would store this alert in place of its own; it is stored nowhere."""
    found = AlertRow(organisation=row.organisation, id=alert.id, subject=row.subject)
    write_alert(found, alert)
    return found


def freeze(alert: Alert) -> dict[str, Any]:
    """An alert as JSON, for a line of its timeline."""
    plain = {name: getattr(alert, name) for name in (*PLAIN, *WORDS)}
    stored = {name: write_time(one) if isinstance(one, datetime) else one for name, one in plain.items()}
    return {**stored, "id": alert.id, "worker": alert.worker, "ladder": write_ladder(alert.ladder)}


def thaw(stored: dict[str, Any]) -> Alert:
    """The alert that was stored so."""
    times = {name: read_time(stored[name]) for name in TIMES if stored[name] is not None}
    words = {name: of(stored[name]) for name, of in WORDS.items() if stored[name] is not None}
    return Alert(**{**stored, **times, **words, "ladder": read_ladder(stored["ladder"])})


def open_case(organisation: str, subject: str) -> AlertRow | None:
    """The subject's open case, held by this transaction."""
    mine = (AlertRow.organisation == organisation, AlertRow.subject == subject, AlertRow.resolved.is_(None))
    wanted = select(AlertRow).where(*mine).with_for_update()
    return session().scalars(wanted, execution_options={"populate_existing": True}).first()


def case(organisation: str, id: str) -> AlertRow | None:
    """A case as it stands now, held by this transaction."""
    return session().get(AlertRow, (organisation, id), with_for_update=True, populate_existing=True)


def due_cases(now: datetime, most: int) -> Sequence[tuple[str, str, str]]:
    """Organisation, subject and id of cases that have something to do, the longest waiting first."""
    wanted = (
        select(AlertRow.organisation, AlertRow.subject, AlertRow.id)
        .where(AlertRow.next_action_at <= now)
        .order_by(AlertRow.next_action_at)
        .limit(most)
    )
    return [(row[0], row[1], row[2]) for row in session().execute(wanted)]


def note_alarm(row: AlertRow, visit: str, kind: AlertKind, now: datetime, *, is_new: bool) -> None:
    """Remember that this visit has a red alert of this kind; of a case that is new there is none yet."""
    key = (row.organisation, visit, row.id, kind.value)
    if is_new or session().get(AlarmRow, key) is None:
        names = ("organisation", "visit", "alert", "kind")
        session().add(AlarmRow(**dict(zip(names, key, strict=True)), opened=now, resolved=None))


def alarmed_visits(organisation: str, alert: str) -> dict[str, WatchRow]:
    """The visits for which this case was raised."""
    wanted = (
        select(WatchRow)
        .join(AlarmRow, is_alarm_of())
        .where(AlarmRow.organisation == organisation, AlarmRow.alert == alert)
    )
    return {row.visit: row for row in session().scalars(wanted)}


def last_overdue(organisation: str, alert: str) -> list[datetime]:
    """When each visit of this case that has not ended was last overdue, or a reminder since then was due."""
    wanted = (
        select(WatchRow.acted_until)
        .join(AlarmRow, is_alarm_of())
        .where(AlarmRow.organisation == organisation, AlarmRow.alert == alert)
        .where(AlarmRow.kind == AlertKind.OVERDUE.value, WatchRow.ended.is_(None))
    )
    return [until for until in session().scalars(wanted) if until is not None]


def close_alarms(organisation: str, alert: str, resolved: datetime | None, now: datetime) -> None:
    """Remember that a case was resolved, or opened again, and have its visits worked out anew."""
    mine = (AlarmRow.organisation == organisation, AlarmRow.alert == alert)
    session().execute(update(AlarmRow).where(*mine).values(resolved=resolved))
    visits = select(AlarmRow.visit).where(*mine)
    theirs = (WatchRow.organisation == organisation, WatchRow.visit.in_(visits))
    session().execute(update(WatchRow).where(*theirs).values(next_action_at=now))


def subject_of(organisation: str, id: str) -> str | None:
    """Whom or what a case is about."""
    return session().scalar(
        select(AlertRow.subject).where(AlertRow.organisation == organisation, AlertRow.id == id)
    )


def untaken_houses(subject: str) -> Sequence[str]:
    """The organisations whose case about this subject is open, and nobody has it."""
    mine = (AlertRow.subject == subject, AlertRow.resolved.is_(None))
    untaken = AlertRow.state.in_((AlertState.OPEN.value, AlertState.BROADCAST.value))
    return session().scalars(select(AlertRow.organisation).where(*mine, untaken)).all()


def look_at_open_case(organisation: str, subject: str) -> AlertRow | None:
    """The subject's open case, to read."""
    mine = (AlertRow.organisation == organisation, AlertRow.subject == subject, AlertRow.resolved.is_(None))
    return session().scalars(select(AlertRow).where(*mine)).first()


def open_lines(organisation: str, subject: str) -> Sequence[str]:
    """What the timeline of the subject's open case says."""
    mine = (AlertRow.organisation == organisation, AlertRow.subject == subject, AlertRow.resolved.is_(None))
    of_case = and_(AlertEventRow.organisation == organisation, AlertEventRow.alert == AlertRow.id)
    return session().scalars(select(AlertEventRow.text).join(AlertRow, of_case).where(*mine)).all()


def timeline(organisation: str, alert: str) -> list[Line]:
    """All that was written about a case, the oldest first."""
    mine = (AlertEventRow.organisation == organisation, AlertEventRow.alert == alert)
    rows = session().scalars(select(AlertEventRow).where(*mine).order_by(AlertEventRow.id))
    return [Line(row.at, row.type, row.text, row.who, row.name, json.loads(row.detail)) for row in rows]


def said(organisation: str, alert: str, account: str) -> set[str]:
    """The ids under which this person has said something about the case."""
    mine = (AlertEventRow.organisation == organisation, AlertEventRow.alert == alert)
    details = session().scalars(select(AlertEventRow.detail).where(*mine, AlertEventRow.who == account))
    return {str(detail["said"]) for detail in map(json.loads, details) if "said" in detail}


def first_told(row: AlertRow, since: datetime | None = None, unknown: Span | None = None) -> datetime | None:
    """When the first message about a case, as grave as it is now, told anybody; or the first `since`.

    What was written in the `unknown` span does not count.
    """
    told = (*_told_of(row, unknown), MessageRow.told >= since) if since else _told_of(row, unknown)
    return session().scalar(select(func.min(MessageRow.told)).where(*told))


def may_be_told(row: AlertRow, unknown: Span | None = None) -> bool:
    """Whether a message about a case, as grave as it is now, has told anybody, or may still do so."""
    mine = _told_of(row, unknown)
    alive = or_(MessageRow.told.is_not(None), MessageRow.next_attempt_at.is_not(None))
    return session().scalar(select(MessageRow.id).where(*mine, alive).limit(1)) is not None


def _told_of(row: AlertRow, unknown: Span | None) -> tuple[ColumnElement[bool], ...]:
    """What was said since the case last became a graver one: before that nobody was told of this.

    Her phone asks, and must not learn that it became one in secret.
    """
    mine = (AlertEventRow.organisation == row.organisation, AlertEventRow.alert == row.id)
    aloud = (AlertEventRow.type == "raised", AlertEventRow.detail.not_like(f'%"{AlertKind.DURESS.value}"%'))
    since = session().scalar(select(func.max(AlertEventRow.at)).where(*mine, *aloud)) or row.opened
    about = (MessageRow.organisation == row.organisation, MessageRow.alert == row.id)
    if unknown is None:
        return (*about, MessageRow.created >= since)
    begins, ends = unknown
    outside = (MessageRow.created < begins, *((MessageRow.created >= ends,) if ends else ()))
    return (*about, MessageRow.created >= since, or_(*outside))


def claim_case(organisation: str, id: str, now: datetime) -> tuple[AlertRow, WatchRow | None] | None:
    """The case and its visit, if something is still to be done and nobody else holds it."""
    about = and_(WatchRow.organisation == AlertRow.organisation, WatchRow.visit == AlertRow.visit)
    mine = (AlertRow.organisation == organisation, AlertRow.id == id, AlertRow.next_action_at <= now)
    wanted = select(AlertRow, WatchRow).outerjoin(WatchRow, about).where(*mine)
    held = wanted.with_for_update(of=AlertRow, skip_locked=True)
    found = session().execute(held, execution_options={"populate_existing": True}).first()
    return (found[0], found[1]) if found else None


def unattended(late: datetime) -> Sequence[tuple[str, str, str]]:
    """Organisation, subject and id of open cases that nothing will happen to, or should have long ago."""
    wanted = select(AlertRow.organisation, AlertRow.subject, AlertRow.id).where(
        AlertRow.resolved.is_(None),
        or_(AlertRow.next_action_at.is_(None), AlertRow.next_action_at < late),
    )
    return [(row[0], row[1], row[2]) for row in session().execute(wanted)]


def put_off_quiet(until: datetime) -> None:
    """Let no case close by itself before then."""
    calm = (AlertRow.state == AlertState.STAND_DOWN.value, AlertRow.next_action_at < until)
    session().execute(update(AlertRow).where(*calm).values(next_action_at=until))


def oldest_due() -> datetime | None:
    """Since when the case that waits longest has waited."""
    return session().scalar(select(func.min(AlertRow.next_action_at)))
