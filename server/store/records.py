"""The tables of the case record: what stands, how it came to stand, and who may hold it."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base

IS_HELD = "kind = 'held'"
"""What is in the tray: a few among very many."""


class RecordRow(Base):
    """A record at its newest version. `body` is the row as it travels, so that sending it is copying it.

    `scope` is what has to be granted before somebody may hold it (sync.visibility.scope_of).
    """

    __tablename__ = "record"
    __table_args__ = (
        Index("ix_record_organisation_seq", "organisation", "seq"),
        Index("ix_record_organisation_scope_seq", "organisation", "scope", "seq"),
        Index("ix_record_held", "organisation", postgresql_where=text(IS_HELD), sqlite_where=text(IS_HELD)),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    scope: Mapped[str]
    version: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int] = mapped_column(BigInteger)
    deleted: Mapped[bool]
    body: Mapped[str] = mapped_column(Text)


class ChangeRow(Base):
    """Every change ever received, with what became of it: the history, and the memory for repeats.

    `version` is the version of the record that the change made, and absent where it made none.
    `content` holds the fields, their old values, and those `aside` in a conflict; `digest` tells
    a repeat from another change under the same id.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_organisation_record_version", "organisation", "record", "version"),
        Index(
            "ix_change_untaken",
            "organisation",
            "record",
            postgresql_where=text("version IS NULL"),
            sqlite_where=text("version IS NULL"),
        ),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    name: Mapped[str]
    device: Mapped[str]
    seq: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str]
    record: Mapped[str]
    client: Mapped[str | None]
    base: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str]
    at: Mapped[str]
    received: Mapped[str]
    digest: Mapped[str | None]
    content: Mapped[str] = mapped_column(Text)
    receipt: Mapped[str] = mapped_column(Text)


class AccessRow(Base):
    """Who may hold what is known about a client (or one private record); `state` is an Access.

    A grant has a place of its own in the feed's order.
    """

    __tablename__ = "access"
    __table_args__ = (
        Index("ix_access_organisation_account_seq", "organisation", "account", "seq"),
        Index("ix_access_organisation_scope", "organisation", "scope"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]


class PurgeRow(Base):
    """A device's word that nothing of a client is left on it."""

    __tablename__ = "purge"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class OpenConflictRow(Base):
    """Where the open conflicts are, and whose value waits in each."""

    __tablename__ = "open_conflict"
    __table_args__ = (Index("ix_open_conflict_organisation_record", "organisation", "record"),)

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    conflict: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[str]
    field: Mapped[str]
    account: Mapped[str]
    device: Mapped[str]
