"""What is known about a client, and by whom, as a batch leaves it so far."""

from collections.abc import Mapping
from typing import Any

from server.services.batch import Batch
from sync.visibility import Access


def records_about(batch: Batch, kind: str, client: str) -> dict[str, Mapping[str, Any]]:
    """Give the fields of the records of one kind about a client, by id, without the deleted ones."""
    found = {body["id"]: body["data"] for body in batch.ledger.find_client_bodies(kind, client)}
    for id, stored in batch.records.items():
        if stored.record.kind == kind and stored.record.client == client:
            found.pop(id, None)
            if not stored.record.deleted:
                found[id] = stored.record.data
    return found


def access_of(batch: Batch, client: str) -> dict[str, Access]:
    """Give everyone who may or might once hold this client, and how far they may go."""
    granted = {account: state for (account, scope), state in batch.access.items() if scope == client}
    return {**batch.ledger.find_access(client), **granted}


def is_client(batch: Batch, id: str | None) -> bool:
    """Tell whether this is the id of a client, deleted or not: what is private has a scope of its own."""
    stored = batch.find(id) if id is not None else None
    return stored is not None and stored.record.kind == "client"
