"""Every version of an organisation's watch policy; the newest one that is confirmed counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base, session
from server.store.watches import WatchRow


class PolicyRow(Base):
    """One version. `less_safe` lists the sentences that a second person has to agree to."""

    __tablename__ = "watch_policy"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    policy: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    in_force_from: Mapped[datetime | None]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    less_safe: Mapped[str] = mapped_column(Text)


def versions(organisation: str) -> Sequence[PolicyRow]:
    """Every version, the newest first."""
    mine = PolicyRow.organisation == organisation
    return session().scalars(select(PolicyRow).where(mine).order_by(PolicyRow.version.desc())).all()


def in_force(organisation: str, at: datetime | None = None) -> PolicyRow | None:
    """The newest version that nobody has to confirm any more, now or `at` a time; None by the defaults."""
    since = PolicyRow.in_force_from
    wanted = (
        select(PolicyRow)
        .where(PolicyRow.organisation == organisation, since <= at if at else since.is_not(None))
        .order_by(PolicyRow.version.desc())
        .limit(1)
    )
    return session().scalars(wanted).first()


def look_again(organisation: str, now: datetime) -> None:
    """Have the engine work out every visit anew: its times were those of the policy before."""
    waiting = (WatchRow.organisation == organisation, WatchRow.next_action_at > now)
    session().execute(update(WatchRow).where(*waiting).values(next_action_at=now))
