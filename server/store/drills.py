"""Finding who has practised, and when; each function reads inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from server.safety.words import AlertKind
from server.store.accounts import Account
from server.store.alerts import AlertRow
from server.store.database import session
from server.store.duty import DutyRow, Post


def subject_of(account: str) -> str:
    """The subject of a person's drills: one is open at a time."""
    return f"drill:{account}"


def open_drill(organisation: str, account: str) -> AlertRow | None:
    """A person's drill that waits for her answer."""
    wanted = select(AlertRow).where(
        AlertRow.organisation == organisation,
        AlertRow.subject == subject_of(account),
        AlertRow.resolved.is_(None),
    )
    return session().scalars(wanted).first()


def last_drill(organisation: str, account: str) -> datetime | None:
    """When a person last had a drill."""
    wanted = select(func.max(AlertRow.opened)).where(
        AlertRow.organisation == organisation,
        AlertRow.account == account,
        AlertRow.kind == AlertKind.DRILL.value,
    )
    return session().scalar(wanted)


def settled_monitors(now: datetime, settled: timedelta) -> Sequence[Account]:
    """Everyone, of all organisations, who is on duty as monitor and has been for a while."""
    wanted = (
        select(Account)
        .join(DutyRow, (DutyRow.organisation == Account.organisation) & (DutyRow.account == Account.id))
        .where(DutyRow.post == Post.MONITOR.value, DutyRow.begins <= now - settled, DutyRow.ends > now)
        .order_by(Account.organisation, Account.id)
    )
    return session().scalars(wanted).unique().all()
