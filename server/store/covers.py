"""Access without a caseload link: who asked for it, why, and until when."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.accounts import Organisation
from server.store.database import Base, session
from server.store.records import RecordRow


class CoverRow(Base):
    """One person's access to one client for a few hours; `ended` when it was taken back."""

    __tablename__ = "cover"
    __table_args__ = (
        Index(
            "ix_cover_running",
            "organisation",
            "client",
            postgresql_where=text("ended IS NULL"),
            sqlite_where=text("ended IS NULL"),
        ),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey(Organisation.id), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    client: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(Text)
    begins: Mapped[datetime]
    ends: Mapped[datetime]
    ended: Mapped[datetime | None]


def covering(organisation: str, client: str) -> set[str]:
    """Who has a client for a few hours now."""
    running = (CoverRow.organisation == organisation, CoverRow.client == client, CoverRow.ended.is_(None))
    return set(session().scalars(select(CoverRow.account).where(*running)))


def cover(organisation: str, id: str) -> CoverRow | None:
    return session().get(CoverRow, (organisation, id))


def due(now: datetime) -> Sequence[tuple[str, str]]:
    """Organisation and id of every cover whose time is over."""
    over = (CoverRow.ended.is_(None), CoverRow.ends <= now)
    wanted = select(CoverRow.organisation, CoverRow.id).where(*over).order_by(CoverRow.ends)
    return [(row[0], row[1]) for row in session().execute(wanted)]


def running(organisation: str) -> Sequence[CoverRow]:
    """Every cover that has not ended, the newest first."""
    wanted = select(CoverRow).where(CoverRow.organisation == organisation, CoverRow.ended.is_(None))
    return session().scalars(wanted.order_by(CoverRow.id.desc())).all()


def clients(organisation: str) -> list[dict[str, Any]]:
    """Every client of an organisation, as they travel: for a search that nobody makes often."""
    mine = (RecordRow.organisation == organisation, RecordRow.kind == "client", RecordRow.deleted.is_(False))
    return [json.loads(body) for body in session().scalars(select(RecordRow.body).where(*mine))]
