"""Reading the history as the audit log points to it: whole rows, as they were written."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast

from sqlalchemy import Table, select

from server.store.database import session
from server.store.ledger import slices
from server.store.records import ChangeRow

CHANGE = cast("Table", ChangeRow.__table__)


def find_changes(organisation: str, ids: Collection[str]) -> Iterator[dict[str, Any]]:
    """Give these rows, with every column."""
    for part in slices(ids):
        query = select(CHANGE).where(CHANGE.c.organisation == organisation, CHANGE.c.id.in_(part))
        yield from map(dict, session().execute(query).mappings())


def find_received_since(organisation: str, since: str) -> Iterable[str]:
    """Give the ids of the changes that were received since then."""
    query = select(CHANGE.c.id).where(CHANGE.c.organisation == organisation, CHANGE.c.received > since)
    return session().execute(query).scalars()
