"""Messages on their way: leased, marked, followed. Each function runs inside the caller's transaction.

`next_attempt_at` says when somebody has to look at a message again, and is empty when nobody ever has to.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select, tuple_, update

from server.store.alerts import AlertRow
from server.store.database import session
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow, ReachRow

TO_SEND = ("waiting", "sending")
"""`sending` is due again when its lease has run out: then its sender has died."""


def something_due(now: datetime) -> bool:
    """True when at least one message wants to be looked at."""
    return bool(session().scalar(select(exists().where(MessageRow.next_attempt_at <= now))))


def lease(channel: str, now: datetime, until: datetime, most: int) -> Sequence[MessageRow]:
    """Take the longest due messages of a channel; until then nobody else sends them."""
    wanted = (MessageRow.channel == channel, MessageRow.state.in_(TO_SEND))
    rows = _take(now, most, *wanted)
    for row in rows:
        row.state, row.attempts = "sending", row.attempts + 1
        row.leased_until = row.next_attempt_at = until
    return rows


def unheard(now: datetime, most: int) -> Sequence[MessageRow]:
    """Messages that a provider took, and that should have been shown by now."""
    return _take(now, most, MessageRow.state == "sent")


def stranded(known: Sequence[str], now: datetime, most: int) -> Sequence[MessageRow]:
    """Due messages on channels over which this house sends nothing."""
    return _take(now, most, MessageRow.channel.not_in(known), MessageRow.state.in_(TO_SEND))


def leased(attempts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], MessageRow]:
    """The messages that these attempts still hold, by organisation and id; others have been taken over."""
    wanted = tuple_(MessageRow.organisation, MessageRow.id).in_(attempts)
    held = (
        session().scalars(select(MessageRow).where(wanted, MessageRow.state == "sending")) if attempts else ()
    )
    found = {(row.organisation, row.id): row for row in held}
    return {key: row for key, row in found.items() if row.attempts == attempts[key]}


def browsers_of(rows: Sequence[MessageRow]) -> dict[tuple[str, str], PushEndpointRow]:
    """The browsers that these messages are for, by organisation and id."""
    keys = {(row.organisation, row.endpoint) for row in rows if row.channel == "push"}
    wanted = tuple_(PushEndpointRow.organisation, PushEndpointRow.id).in_(keys)
    found = session().scalars(select(PushEndpointRow).where(wanted)) if keys else ()
    return {(one.organisation, one.id): one for one in found}


def tests_under_way(organisation: str, account: str) -> set[str]:
    """The browsers of a person to which a test is still to be sent."""
    hers = (MessageRow.organisation == organisation, MessageRow.account == account)
    test = (MessageRow.alert.is_(None), MessageRow.visit.is_(None), MessageRow.sent.is_(None))
    waiting = select(MessageRow.endpoint).where(*hers, *test, MessageRow.next_attempt_at.is_not(None))
    return set(session().scalars(waiting))


def put_off(organisation: str, id: str, until: datetime) -> None:
    """Leave a message that cannot be handled alone for a while."""
    row = (MessageRow.organisation == organisation, MessageRow.id == id)
    session().execute(update(MessageRow).where(*row).values(next_attempt_at=until, leased_until=None))


def message(organisation: str, id: str) -> MessageRow | None:
    return session().get(MessageRow, (organisation, id))


def told(row: MessageRow) -> Sequence[MessageRow]:
    """All messages that tell this person the same."""
    case = (MessageRow.organisation == row.organisation, MessageRow.alert == row.alert)
    step = (MessageRow.step == row.step, MessageRow.round == row.round)
    same = (*case, *step, MessageRow.account == row.account)
    return session().scalars(select(MessageRow).where(*same)).all()


def addresses(organisation: str, account: str) -> dict[str, str]:
    """A person's own addresses by channel; her sign-in address is not among them."""
    mine = (ReachRow.organisation == organisation, ReachRow.account == account)
    return {row.channel: row.address for row in session().scalars(select(ReachRow).where(*mine))}


def endpoint(organisation: str, id: str) -> PushEndpointRow | None:
    return session().get(PushEndpointRow, (organisation, id))


def is_closed(row: MessageRow) -> bool:
    """True when somebody has closed the case since this message about it was written."""
    if row.alert is None:
        return False
    closed = session().scalar(
        select(AlertRow.resolved).where(AlertRow.organisation == row.organisation, AlertRow.id == row.alert)
    )
    return closed is not None and row.created < closed


def _take(now: datetime, most: int, *wanted: ColumnElement[bool]) -> Sequence[MessageRow]:
    """Rows that are due, held until the transaction ends and passed over by everyone else meanwhile.

    SQLite has no lock on a row, and needs none: a transaction that writes has the whole file.
    """
    statement = (
        select(MessageRow)
        .where(MessageRow.next_attempt_at <= now, *wanted)
        .order_by(MessageRow.next_attempt_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return session().scalars(statement).all()
