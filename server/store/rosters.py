"""Who could be told, and how: read at once for one organisation, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from server.store.accounts import Account
from server.store.database import session
from server.store.duty import DutyRow, PresenceRow
from server.store.reach import PushEndpointRow, ReachRow


def colleagues(organisation: str) -> Sequence[tuple[str, str, str, str]]:
    """Id, name, e-mail address and role of everyone whose account is open."""
    wanted = select(Account.id, Account.name, Account.email, Account.role)
    mine = (Account.organisation == organisation, Account.active.is_(True))
    return [
        (row[0], row[1], row[2], row[3])
        for row in session().execute(wanted.where(*mine).order_by(Account.name))
    ]


def on_duty(organisation: str, since: datetime, until: datetime) -> Sequence[tuple[str, str]]:
    """Post and account of every turn that runs at some time between these two."""
    wanted = select(DutyRow.post, DutyRow.account)
    mine = (DutyRow.organisation == organisation, DutyRow.ends > since, DutyRow.begins <= until)
    return [(row[0], row[1]) for row in session().execute(wanted.where(*mine).order_by(DutyRow.begins))]


def at_boards(organisation: str, since: datetime, until: datetime) -> set[str]:
    """The accounts whose board was last open between these two."""
    mine = (PresenceRow.organisation == organisation, PresenceRow.seen.between(since, until))
    return set(session().scalars(select(PresenceRow.account).where(*mine)))


def browsers(organisation: str) -> Sequence[tuple[str, str, bool]]:
    """Account and endpoint id of every browser that takes a push, and whether the last came to nothing."""
    wanted = select(PushEndpointRow.account, PushEndpointRow.id, PushEndpointRow.failures > 0)
    mine = (PushEndpointRow.organisation == organisation, PushEndpointRow.dead.is_(None))
    return [(row[0], row[1], bool(row[2])) for row in session().execute(wanted.where(*mine))]


def addresses(organisation: str) -> Sequence[tuple[str, str, str]]:
    """Account, channel and address of everyone who has one of her own."""
    wanted = select(ReachRow.account, ReachRow.channel, ReachRow.address)
    return [
        (row[0], row[1], row[2])
        for row in session().execute(wanted.where(ReachRow.organisation == organisation))
    ]


def browsers_of(organisation: str, account: str) -> Sequence[str]:
    """The endpoint ids of one person's browsers that take a push."""
    mine = (PushEndpointRow.organisation == organisation, PushEndpointRow.account == account)
    return session().scalars(select(PushEndpointRow.id).where(*mine, PushEndpointRow.dead.is_(None))).all()
