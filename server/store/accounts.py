"""Organisations and the people in them: who may sign in, with which token, from which device."""

from datetime import datetime

from flask_security import AsaList, UserMixin
from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base
from sync.change import Actor, Role


class Organisation(Base):
    """One service; `seq` is the counter that gives its changes their order (SYNC.md).

    `read_days` and `answer_days`: how long a note may wait for its reviewer, and a return for its answer.
    `caseload_limit`: with how many clients a case manager has enough; None where nobody has said.
    """

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    demo: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str] = mapped_column(default="Europe/London")
    seq: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    epoch: Mapped[str]
    created: Mapped[datetime]
    read_days: Mapped[int] = mapped_column(default=7, server_default=text("7"))
    answer_days: Mapped[int] = mapped_column(default=5, server_default=text("5"))
    caseload_limit: Mapped[int | None]


class Team(Base):
    """The people whose notes one supervisor reads."""

    __tablename__ = "team"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Account(Base, UserMixin):
    """A person who may sign in. The e-mail address is the sign-in name, so it is unique everywhere.

    `role` is one word that `server.policy` reads; Flask-Security's own roles are not used. The columns with
    a prefix are its names for a passkey, a one-time code and the session that a cookie belongs to.
    """

    __tablename__ = "account"
    __table_args__ = (
        ForeignKeyConstraint(["organisation", "team"], ["team.organisation", "team.id"]),
        Index("ix_account_organisation_team", "organisation", "team"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)  # type: ignore[assignment]  # the mixin says int; never read
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    team: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    leaving: Mapped[datetime | None]
    password: Mapped[str | None]
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    fs_webauthn_user_handle: Mapped[str] = mapped_column(unique=True)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    created: Mapped[datetime]

    def actor(self) -> Actor:
        """The person as every rule sees her."""
        return Actor(self.organisation, self.id, self.name, Role(self.role), self.team)


class Token(Base):
    """A bearer token; only the hash of its secret is kept.

    With a `device` it is that phone's own: good for handing in its changes, and for nothing else.
    """

    __tablename__ = "token"
    __table_args__ = (
        ForeignKeyConstraint(["organisation", "account"], ["account.organisation", "account.id"]),
        Index("ix_token_expires", "expires"),
    )

    organisation: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    device: Mapped[str | None]
    sha256: Mapped[str]
    created: Mapped[datetime]
    expires: Mapped[datetime]
    last_used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


class Invitation(Base):
    """A one-time link with which a person sets her password: her first, or a new one for one she forgot."""

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["organisation", "account"], ["account.organisation", "account.id"]),
        Index("ix_invitation_expires", "expires"),
    )

    organisation: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    sha256: Mapped[str]
    created: Mapped[datetime]
    expires: Mapped[datetime]


class Device(Base):
    """One person's app on one phone.

    `seq` is the last number received of its own changes, `viewed` that of the looks at its screen which are
    in the audit log; `differences` what comparisons found wrong on it, `copied` the changes that came under
    a number already used: two copies of one phone are at work; `unsent` is unknown until it has spoken, and
    again when its person begins to hand over. `emptied` is when it said that its storage had been emptied,
    and `missing` how many of its changes had not been received by then and are nowhere any more.
    `successor` is the name that the same phone has now: it says under that one what is unsent.
    """

    __tablename__ = "device"
    __table_args__ = (
        ForeignKeyConstraint(["organisation", "account"], ["account.organisation", "account.id"]),
    )

    organisation: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="", server_default="")
    seq: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    build: Mapped[int | None]
    unsent: Mapped[int | None]
    oldest_unsent: Mapped[datetime | None]
    emptied: Mapped[datetime | None]
    missing: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    successor: Mapped[str | None]
    differences: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    copied: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    viewed: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    enrolled: Mapped[datetime]
    last_seen: Mapped[datetime]
    revoked: Mapped[datetime | None]
