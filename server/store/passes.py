"""Finding whom a token or cookie lets in: the first thing that every request asks of the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update

from server.store.accounts import Account, Device, Token
from server.store.columns import read_time
from server.store.database import session
from server.store.looking import Look
from server.store.prepared import Prepared
from sync.change import Actor, Role

ACCOUNT, DEVICE, TOKEN = (cast("Table", row.__table__) for row in (Account, Device, Token))

PERSON = (
    ACCOUNT.c.organisation,
    ACCOUNT.c.id,
    ACCOUNT.c.name,
    ACCOUNT.c.role,
    ACCOUNT.c.team,
    ACCOUNT.c.active,
)
BY_TOKEN = Prepared(
    select(TOKEN.c.device, TOKEN.c.sha256, TOKEN.c.expires, TOKEN.c.last_used, TOKEN.c.revoked, *PERSON)
    .join(ACCOUNT, (ACCOUNT.c.organisation == TOKEN.c.organisation) & (ACCOUNT.c.id == TOKEN.c.account))
    .where(TOKEN.c.organisation == bindparam("organisation"), TOKEN.c.id == bindparam("token"))
)
BY_SESSION = Prepared(
    select(*PERSON, DEVICE.c.revoked)
    .outerjoin(
        DEVICE,
        (DEVICE.c.organisation == ACCOUNT.c.organisation)
        & (DEVICE.c.account == ACCOUNT.c.id)
        & (DEVICE.c.id == bindparam("device")),
    )
    .where(ACCOUNT.c.fs_uniquifier == bindparam("session"))
)


@dataclass(frozen=True, slots=True)
class Pass:
    """A token, and the person whom it lets in; `device` is set when it is that phone's own."""

    id: str
    actor: Actor
    active: bool
    device: str | None
    sha256: str
    expires: datetime
    last_used: datetime | None
    revoked: bool


def find_pass(look: Look, organisation: str, id: str) -> Pass | None:
    """The token with this id, valid or not."""
    for row in look.rows(BY_TOKEN, organisation=organisation, token=id):
        return Pass(
            id,
            _actor(row),
            bool(row.active),
            row.device,
            row.sha256,
            read_time(row.expires),
            read_time(row.last_used) if row.last_used else None,
            row.revoked is not None,
        )
    return None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whom a session lets in; `shut_out` when the device that it was last at work on was revoked."""

    actor: Actor
    shut_out: bool


def find_signed_in(look: Look, session: str, device: str | None) -> SignedIn | None:
    """The active person to whom this session belongs."""
    for row in look.rows(BY_SESSION, session=session, device=device or ""):
        if row.active:
            return SignedIn(_actor(row), row.revoked is not None)
    return None


def note_pass(found: Pass, now: datetime) -> None:
    """Write down when the token was last used."""
    where = (Token.organisation == found.actor.organisation, Token.id == found.id)
    session().execute(update(Token).where(*where).values(last_used=now))


def _actor(row: Any) -> Actor:
    return Actor(row.organisation, row.id, row.name, Role(row.role), row.team)
