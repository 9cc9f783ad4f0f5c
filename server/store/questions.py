"""Looks that deserve a question, until somebody has looked at them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.accounts import Organisation
from server.store.database import Base, session


class QuestionRow(Base):
    """Something about what a person looked at that somebody else should see; `detail` is JSON, no content."""

    __tablename__ = "audit_question"
    __table_args__ = (
        Index("ix_audit_question_organisation_account_rule", "organisation", "account", "rule"),
        Index(
            "ix_audit_question_open",
            "organisation",
            "id",
            postgresql_where=text("looked_at IS NULL"),
            sqlite_where=text("looked_at IS NULL"),
        ),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey(Organisation.id), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    rule: Mapped[str]
    account: Mapped[str]
    client: Mapped[str | None]
    detail: Mapped[str] = mapped_column(Text)
    looked_by: Mapped[str | None]
    looked_at: Mapped[datetime | None]


def question(organisation: str, id: str) -> QuestionRow | None:
    return session().get(QuestionRow, (organisation, id))


def unanswered(organisation: str) -> Sequence[QuestionRow]:
    """Those that nobody has looked at, the oldest first."""
    waiting = (QuestionRow.organisation == organisation, QuestionRow.looked_at.is_(None))
    return session().scalars(select(QuestionRow).where(*waiting).order_by(QuestionRow.id)).all()


def asked_since(organisation: str, account: str, rule: str, client: str | None, since: datetime) -> bool:
    """Tell whether this was asked since then already."""
    same = (
        QuestionRow.organisation == organisation,
        QuestionRow.account == account,
        QuestionRow.rule == rule,
        QuestionRow.client == client if client else QuestionRow.client.is_(None),
    )
    return session().scalar(select(QuestionRow.id).where(*same, QuestionRow.at >= since).limit(1)) is not None
