"""Finding the token that a request carries: the first thing that is asked of the database, every time."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, select, update

from server.store.accounts import Account, Token
from server.store.columns import read_time
from server.store.database import session
from server.store.looking import Look
from server.store.prepared import Prepared
from sync.change import Actor, Role

ACCOUNT, TOKEN = (cast("Table", row.__table__) for row in (Account, Token))

FIND = Prepared(
    select(
        TOKEN.c.device, TOKEN.c.sha256, TOKEN.c.expires, TOKEN.c.last_used, TOKEN.c.revoked,
        ACCOUNT.c.id, ACCOUNT.c.name, ACCOUNT.c.role, ACCOUNT.c.team, ACCOUNT.c.active,
    )
    .join(ACCOUNT, (ACCOUNT.c.organisation == TOKEN.c.organisation) & (ACCOUNT.c.id == TOKEN.c.account))
    .where(TOKEN.c.organisation == bindparam("organisation"), TOKEN.c.id == bindparam("token"))
)  # fmt: skip


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
    for row in look.rows(FIND, organisation=organisation, token=id):
        return Pass(
            id,
            Actor(organisation, row.id, row.name, Role(row.role), row.team),
            bool(row.active),
            row.device,
            row.sha256,
            read_time(row.expires),
            read_time(row.last_used) if row.last_used else None,
            row.revoked is not None,
        )
    return None


def note_pass(found: Pass, now: datetime) -> None:
    """Write down when the token was last used."""
    where = (Token.organisation == found.actor.organisation, Token.id == found.id)
    session().execute(update(Token).where(*where).values(last_used=now))
