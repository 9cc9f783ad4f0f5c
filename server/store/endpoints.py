"""The browsers that take a push. Each function runs inside the caller's transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql

from server.store.database import session
from server.store.duty import PresenceRow
from server.store.reach import PushEndpointRow

TABLE = cast("Table", PushEndpointRow.__table__)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""To show a push is not to look at the board."""
KEPT = {"id", "endpoint", "created", "last_ok", "last_shown"}


def put(row: PushEndpointRow) -> str:
    """Keep a browser's address, alive and as whoever uses it now; its id, old where the address was known."""
    values = {column.name: getattr(row, column.name) for column in TABLE.columns}
    statement = postgresql.insert(TABLE).values(values)  # both databases have the same words for it
    renewed = {name: statement.excluded[name] for name in values if name not in KEPT}
    session().execute(statement.on_conflict_do_update(index_elements=["endpoint"], set_=renewed))
    return session().scalars(select(PushEndpointRow.id).where(PushEndpointRow.endpoint == row.endpoint)).one()


def at(endpoint: str) -> PushEndpointRow | None:
    """The browser with this address."""
    return session().scalar(select(PushEndpointRow).where(PushEndpointRow.endpoint == endpoint))


def alive(organisation: str, account: str) -> Sequence[PushEndpointRow]:
    """A person's browsers, the newest first."""
    mine = (PushEndpointRow.organisation == organisation, PushEndpointRow.account == account)
    statement = select(PushEndpointRow).where(*mine, PushEndpointRow.dead.is_(None))
    return (
        session().scalars(statement.order_by(PushEndpointRow.created.desc(), PushEndpointRow.id.desc())).all()
    )


def remove(organisation: str, account: str, id: str) -> None:
    """Forget one of a person's browsers, if it is hers."""
    row = (PushEndpointRow.organisation == organisation, PushEndpointRow.account == account)
    session().execute(delete(PushEndpointRow).where(*row, PushEndpointRow.id == id))


def note_tested(organisation: str, account: str, now: datetime) -> None:
    """Remember that a browser of this person has shown a test."""
    presence = session().get(PresenceRow, (organisation, account))
    if presence is None:
        presence = PresenceRow(organisation=organisation, account=account, seen=NEVER)
        session().add(presence)
    presence.push_tested = now


def retire(organisation: str, account: str, now: datetime, device: str | None = None) -> None:
    """Send nothing more to a person's browsers, or to those on one of her devices."""
    row = [PushEndpointRow.organisation == organisation, PushEndpointRow.account == account]
    if device is not None:
        row.append(PushEndpointRow.device == device)
    session().execute(update(PushEndpointRow).where(*row).values(dead=now))
